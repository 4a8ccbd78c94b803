import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DeskEdit } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DeskPage } from "./desk-page";
import { MEETING, PAPERS, SECRET } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";

vi.mock("../../components/pdf/pdf-view", () => ({
  PdfView: ({ label }: { label: string }) => <div role="region" aria-label={label} tabIndex={0} />,
}));

beforeEach(() => {
  localStorage.clear();
  return i18n.changeLanguage("zh");
});

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

async function open(memory = new DeskMemory(), calls: Partial<Backend> = {}) {
  const edits: [string, DeskEdit][] = [];
  const own = memory.calls();
  const backend = double({
    ...own,
    deskEdit: (meeting, bid, edit) => {
      edits.push([bid, edit]);
      return (own.deskEdit ?? vi.fn())(meeting, bid, edit);
    },
    ...calls,
  });
  const onHome = vi.fn();
  render(
    <BackendProvider value={backend}>
      <DeskPage meeting={MEETING} onHome={onHome} onLockScreen={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  if (memory.view.pledged_at !== null) {
    await screen.findByRole("region", { name: "评分表" });
  }
  return { user: userEvent.setup(), edits, memory, onHome };
}

const figure = (name: string) =>
  within(screen.getByRole("region", { name })).getByText(/\/ \d+/).parentElement;

describe("the score sheet", () => {
  it("gives an exact score with two keys, and walks across the edge of a band", async () => {
    const { user, edits } = await open();
    await user.keyboard("2");
    expect(figure("需求契合与指标")).toHaveTextContent("16 / 20");
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(figure("需求契合与指标")).toHaveTextContent("18 / 20");
    expect(screen.getByRole("radio", { name: /优/ })).toBeChecked();
    await waitFor(() =>
      expect(edits.at(-1)).toEqual(["BID-02", { edit: "mark", criterion: "fit", mark: "18" }]),
    );
    expect(await screen.findByText(/已保存 10:42:\d\d/)).toBeVisible();
    await user.keyboard("{Enter}1");
    expect(figure("技术路线可行性")).toHaveTextContent("24 / 25");
  });

  it("takes a figure typed after 0, and shows the words of a refusal at the figure", async () => {
    const memory = new DeskMemory();
    const { refusal } = await import("../../backend/double");
    const { user } = await open(memory, {
      deskEdit: async (_, bid, edit) => {
        if (edit.edit === "mark" && edit.mark === "17.3") {
          throw refusal("score.over_max", "分数须为 0.5 的倍数。");
        }
        return memory.edit(bid, edit);
      },
    });
    await user.keyboard("0");
    await user.keyboard("１７.3{Enter}");
    expect(await screen.findByText("合计未含没有存上的分")).toBeVisible();
    await user.keyboard("{ArrowUp}");
    expect(await screen.findByText(/分数须为 0.5 的倍数/)).toBeVisible();
    expect(screen.getAllByText("未存").length).toBeGreaterThan(0);
    expect(screen.queryByText("再试一次")).toBeNull();
    await user.keyboard("0");
    await user.keyboard("17.5{Enter}");
    await waitFor(() => expect(screen.queryByText("未存")).toBeNull());
    await user.keyboard("{ArrowUp}");
    expect(figure("需求契合与指标")).toHaveTextContent("17.5 / 20");
  });

  it("leaves its keys to fields and to an input method at work", async () => {
    const { user, edits } = await open();
    await user.keyboard("{Control>}3{/Control}");
    await user.type(screen.getByLabelText("会上拟问"), "14");
    expect(screen.getByLabelText("会上拟问")).toHaveValue("14");
    await user.keyboard("{Control>}1{/Control}");
    await waitFor(() => expect(edits.at(-1)).toEqual(["BID-02", { edit: "note", text: "14" }]));
    fireEvent.keyDown(document.body, { key: "2", isComposing: true });
    fireEvent.keyDown(document.body, { key: "2", keyCode: 229 });
    expect(edits.filter(([, { edit }]) => edit === "mark")).toEqual([]);
  });

  it("shows own marks of other bids and says at once what is missing", async () => {
    const memory = new DeskMemory();
    memory.edit("BID-03", { edit: "mark", criterion: "fit", mark: "15" });
    await open(memory);
    expect(screen.getByRole("img", { name: "BID-03 15 分" })).toBeVisible();
    expect(screen.getByText("还缺 6 项评分")).toBeVisible();
  });

  it("shows no title and no figure of a recused bid, and never goes to it", async () => {
    const { user } = await open();
    expect(screen.queryByText(SECRET)).toBeNull();
    const recused = screen.getByRole("option", { name: /您已回避，本项不显示/ });
    expect(recused).toHaveAttribute("aria-disabled", "true");
    await user.click(recused);
    await user.keyboard("{Control>}{ArrowUp}{/Control}");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("BID-02");
    await user.keyboard("{Control>}{ArrowDown}{/Control}");
    expect(await screen.findByRole("heading", { level: 1, name: /BID-03/ })).toBeVisible();
  });

  it("scores a whole bid without a mouse and counts it as done", async () => {
    const { user } = await open();
    for (let n = 0; n < 6; n++) {
      await user.keyboard("1{Enter}");
    }
    expect(await screen.findByText("本项评分已齐")).toBeVisible();
    expect(screen.getByText("还有 3 项未评完")).toBeVisible();
    const list = screen.getByRole("listbox", { name: "评审项目" });
    expect(within(list).getAllByText("已评")).toHaveLength(1);
  });

  it("folds the list to numbers in large type, and remembers the size", async () => {
    const { user } = await open();
    expect(screen.getByText("您已回避，本项不显示")).toBeVisible();
    await user.keyboard("{Control>}+{/Control}");
    expect(screen.queryByText("您已回避，本项不显示")).toBeNull();
    expect(screen.getByRole("option", { name: /^1 ?避/ })).toBeVisible();
    expect(localStorage.getItem("lunzheng.desk.size")).toBe("large");
    expect(await serious()).toEqual([]);
  });

  it("shows a finance expert the own criterion, and opens on the budget and its paper", async () => {
    const { user } = await open(new DeskMemory({ finance: true }).setPapers(PAPERS));
    expect(screen.getByRole("tab", { name: /预算 0\/4/ })).toHaveAttribute("aria-selected", "true");
    expect(screen.getByRole("region", { name: "预算说明" })).toBeVisible();
    expect(screen.getByText(/只评经费预算/)).toBeVisible();
    await user.keyboard("{Control>}1{/Control}");
    expect(screen.getByRole("region", { name: "经费预算合理性" })).toBeVisible();
    expect(screen.queryByText("需求契合与指标")).toBeNull();
    expect(screen.getByRole("region", { name: "揭榜方案" })).toBeVisible();
  });

  it("says when no paper is attached, and shows what is known of the bid", async () => {
    await open();
    expect(screen.getByRole("heading", { name: "本项没有附材料" })).toBeVisible();
    expect(screen.getByText("孙示例")).toBeVisible();
  });

  it("asks for the pledge before it shows a bid", async () => {
    const { user } = await open(new DeskMemory({ pledged: false }));
    expect(await screen.findByText("一、独立、客观、公正地评审。")).toBeVisible();
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("listbox", { name: "评审项目" })).toBeVisible();
  });

  it.each(["1", "2", "3"])("has nothing serious in it for axe on tab %s", async (tab) => {
    const { user } = await open(new DeskMemory().setPapers(PAPERS));
    await user.keyboard(`2{Control>}${tab}{/Control}`);
    expect(await serious()).toEqual([]);
  });
});
