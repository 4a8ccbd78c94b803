import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DueLine, type DuesView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DuesPage, groupOf } from "./dues-page";

beforeEach(() => i18n.changeLanguage("zh"));

function line(more: Partial<DueLine>): DueLine {
  return {
    zh: "完成节点任务",
    en: "reach the milestone",
    of: "project",
    subject: "P-1",
    title: "宽幅极薄带轧制工艺研究",
    part: null,
    day: "2026-05-01",
    fixed: true,
    late_by: 0,
    who_zh: "出题企业",
    who_en: "the sponsor",
    article: "四（七）1",
    ...more,
  };
}

const view: DuesView = {
  entries: [
    line({ part: 1, day: "2026-04-01", late_by: 9 }),
    line({ zh: "公示期满", of: "approval", subject: "S-001", title: "", day: "2026-04-17" }),
    line({ subject: "P-2", day: "2026-04-18" }),
    line({ zh: "下达资金计划", of: "plan", subject: "ZJ-001", title: "", day: "2026-03-12", fixed: false }),
  ],
  problems: [],
  today: "2026-04-10",
};

function shown(calls: Partial<Backend>) {
  const onGo = vi.fn();
  render(
    <BackendProvider value={double(calls)}>
      <DuesPage onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup({ delay: null }), onGo };
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

describe("what is due or late", () => {
  it("stands in groups: late, within seven days, later, without a fixed day; each with who, article and day", async () => {
    shown({ dues: () => Promise.resolve(view) });
    expect(await screen.findByText("今天 2026-04-10 · 1 项逾期 · 1 项 7 天内到期")).toBeVisible();
    const groups = screen.getAllByRole("rowgroup").slice(1);
    expect(groups.map((group) => within(group).getAllByRole("row")[0]?.textContent?.trim())).toEqual([
      "逾期 1",
      "7 天内 1",
      "以后 1",
      "没有固定日期 1",
    ]);
    expect(groups[0]).toHaveTextContent(
      "完成节点任务（第 1 节点）P-1宽幅极薄带轧制工艺研究2026-04-01逾期 9 天出题企业四（七）1",
    );
    expect(groups[3]).toHaveTextContent("自 2026-03-12 起可以办理");
    expect(await serious()).toEqual([]);
  });

  it("leads by arrows and Enter to where each thing is shown", async () => {
    const { user, onGo } = shown({ dues: () => Promise.resolve(view) });
    (await screen.findByRole("row", { name: /^完成节点任务（第 1 节点）/ })).focus();
    await user.keyboard("{Enter}{ArrowDown}{Enter}{End}{Enter}");
    expect(onGo.mock.calls).toEqual([["/projects/of/P-1"], ["/approvals/of/S-001"], ["/plans/of/ZJ-001"]]);
  });

  it("puts what a human should look at on top, and says when nothing is due", async () => {
    const [found] = refusal("calendar.not_loaded", "2027年的节假日安排尚未导入。").problems;
    shown({
      dues: () => Promise.resolve({ ...view, entries: [], problems: found === undefined ? [] : [found] }),
    });
    expect(await screen.findByText("2027年的节假日安排尚未导入。")).toBeVisible();
    expect(screen.getByRole("heading", { name: "没有到期事项" })).toBeVisible();
  });

  it("says what went wrong, and reads again when asked", async () => {
    const dues = vi.fn().mockRejectedValueOnce(refusal("vault.damaged", "读不出来。"));
    dues.mockResolvedValue(view);
    const { user } = shown({ dues });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("grid", { name: "到期与逾期" })).toBeVisible();
  });

  it("counts seven days inclusive, over the end of a month", () => {
    const on = (day: string, more: Partial<DueLine> = {}) => groupOf(line({ day, ...more }), "2026-02-25");
    expect([on("2026-02-25"), on("2026-03-04"), on("2026-03-05")]).toEqual(["soon", "soon", "later"]);
    expect(on("2026-02-24", { late_by: 1 })).toBe("late");
    expect(on("2026-02-24", { fixed: false })).toBe("open");
  });
});
