import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { SavedAt } from "../components/saved-at";
import { i18n } from "../i18n";
import { Providers } from "../test/providers";
import type { FrameStep } from "./chain-nav";
import { DeskFrame } from "./desk-frame";
import { OfficeFrame, type OfficeFrameProps } from "./office-frame";

beforeEach(() => i18n.changeLanguage("zh"));

const steps = [1, 2, 3, 4, 5, 6, 7] as const;
const chain: FrameStep[] = steps.map((step) => ({
  step,
  count: step === 4 ? 51 : step === 5 ? 14 : null,
  waiting: step === 5 ? 3 : 0,
  available: step === 4 || step === 5,
}));

function office(more: Partial<OfficeFrameProps> = {}) {
  const onGo = vi.fn();
  const onLock = vi.fn();
  const page = render(
    <OfficeFrame
      who={{ role: "秘书处", name: "钱示例" }}
      chain={chain}
      current={5}
      batches={["2025 年第二批"]}
      batch="2025 年第二批"
      onBatch={vi.fn()}
      meetings={[{ no: "1", title: "揭榜方案论证会", date: "11月21日" }]}
      meeting="1"
      onMeeting={vi.fn()}
      gate="独立打分"
      page="board"
      onGo={onGo}
      footer={{
        policy: "并科〔2023〕17号 · 规则版 1.2",
        journalSeq: 1284,
        journalHead: "9F3C 41E0 5BE8",
        savedAt: "10:42:07",
      }}
      onLock={onLock}
      {...more}
    >
      <h1>会议进行</h1>
    </OfficeFrame>,
    { wrapper: Providers },
  );
  return { ...page, onGo, onLock };
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const nav = () => within(screen.getByRole("navigation", { name: "工作环节" }));

describe("the secretariat's frame", () => {
  it("keeps the sixth step marked on both of its pages", () => {
    const { unmount } = office({ page: "approvals" });
    const step = () => screen.getByRole("button", { name: /项目立项/ }).closest("li");
    expect(step()).toHaveAttribute("data-on", "true");
    unmount();
    office({ page: "projects" });
    expect(step()).toHaveAttribute("data-on", "true");
  });

  it("keeps the seventh step marked on what is due and on the programme's overview, and leads to what is due", async () => {
    const all = chain.map((one) => ({ ...one, count: 3, available: true }));
    const { unmount } = office({ page: "overview", chain: all });
    const step = () => screen.getByRole("button", { name: /实施管理/ });
    expect(step().closest("li")).toHaveAttribute("data-on", "true");
    expect(step()).not.toHaveAttribute("aria-current", "page");
    unmount();
    const { onGo } = office({ page: "dues", chain: all });
    expect(step().closest("li")).toHaveAttribute("data-on", "true");
    expect(step()).toHaveAttribute("aria-current", "page");
    await userEvent.setup().keyboard("{Alt>}7{/Alt}");
    expect(onGo).toHaveBeenCalledWith("/dues");
  });

  it("says where one is, and axe finds nothing serious", async () => {
    office();
    expect(nav().getByRole("button", { current: "page" })).toHaveTextContent("会议进行");
    expect(nav().getByRole("button", { current: "step" })).toHaveTextContent("专家论证");
    expect(screen.getByText("独立打分")).toBeVisible();
    expect(screen.getByText(/日志第 1,284 条/)).toHaveTextContent("9F3C 41E0");
    expect(screen.getByText(/已保存 10:42:07/)).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("goes to a step by Alt and its number, and says why where it does not", async () => {
    const user = userEvent.setup();
    const { onGo } = office();
    await user.keyboard("{Alt>}5{/Alt}");
    expect(onGo).toHaveBeenCalledWith("/meetings");
    onGo.mockClear();
    await user.keyboard("{Alt>}1{/Alt}");
    expect(onGo).not.toHaveBeenCalled();
    const first = nav().getByRole("button", { name: /需求征集/ });
    expect(first).toHaveFocus();
    expect(first).toHaveAccessibleDescription("本版本未登记");
    expect(first).toHaveTextContent("—");
  });

  it("is one Tab stop, which begins at the page", async () => {
    const user = userEvent.setup();
    const { onGo } = office();
    const stops = nav()
      .getAllByRole("button")
      .filter((button) => button.tabIndex === 0);
    expect(stops.map((button) => button.textContent)).toEqual(["会议进行"]);
    stops[0]?.focus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onGo).toHaveBeenCalledWith("/results");
  });

  it("unfolds the pages of a meeting only when one is chosen", () => {
    office({ meeting: null, page: "meetings" });
    expect(nav().queryByText("会议准备")).toBeNull();
    expect(nav().getByRole("button", { current: "page" })).toHaveTextContent("专家论证");
  });

  it("shows what waits in words, and only where something does", () => {
    office();
    expect(nav().getAllByText(/件待办/)).toHaveLength(1);
    expect(nav().getByText("3 件待办")).toBeInTheDocument();
  });

  it("teaches a new vault, locks by key and by button, and speaks English", async () => {
    const user = userEvent.setup();
    const { onLock } = office({ batches: [], batch: null, meetings: [], meeting: null, page: "home" });
    expect(screen.getByText("尚无批次")).toBeVisible();
    await user.keyboard("{Control>}l{/Control}");
    await user.click(screen.getByRole("button", { name: /锁屏/ }));
    expect(onLock).toHaveBeenCalledTimes(2);
    await user.click(screen.getByText("EN"));
    expect(await screen.findByRole("navigation", { name: "Steps of the work" })).toBeVisible();
    expect(await serious()).toEqual([]);
  });
});

describe("an expert's frame", () => {
  it("has no chain, and makes the type larger by key", async () => {
    const user = userEvent.setup();
    const onSize = vi.fn();
    render(
      <DeskFrame
        title="揭榜方案论证会 · 11月21日"
        saved={<SavedAt state="saved" at="10:42:07" />}
        size="standard"
        onSize={onSize}
        who={{ role: "专家", name: "沈示例" }}
        footer={{ journalSeq: 9 }}
        onLock={vi.fn()}
      >
        <h1>评分</h1>
      </DeskFrame>,
      { wrapper: Providers },
    );
    expect(screen.queryByRole("navigation")).toBeNull();
    await user.keyboard("{Control>}+{/Control}");
    expect(onSize).toHaveBeenCalledWith("large");
    expect(await serious()).toEqual([]);
  });
});
