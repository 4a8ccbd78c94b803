import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DeskPage } from "./desk-page";
import { LINES, MEETING } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";

vi.mock("../../components/pdf/pdf-view", () => ({ PdfView: () => null }));

beforeEach(() => {
  localStorage.clear();
  return i18n.changeLanguage("zh");
});

const NOTHING = { relevant: null, consistent: null, reasonable: null };

function fill(memory: DeskMemory, bid: string, subjects = LINES) {
  for (const [subject, , fiscal, self_raised] of subjects) {
    memory.edit(bid, { edit: "line", subject, fiscal, self_raised, ticks: NOTHING, reason: "" });
  }
}

function score(memory: DeskMemory, bid: string) {
  for (const { id } of memory.criteria) {
    memory.edit(bid, { edit: "mark", criterion: id, mark: "9" });
  }
}

async function show(memory: DeskMemory, calls: Partial<Backend> = {}) {
  render(
    <BackendProvider value={double({ ...memory.calls(), ...calls })}>
      <DeskPage meeting={MEETING} onHome={vi.fn()} onLockScreen={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("region", { name: "评分表" });
  return within(screen.getByRole("complementary", { name: "评审项目" }));
}

describe("what an expert still owes of a bid that is scored", () => {
  it("is the budget for a finance expert: the bid is not called done before its lines are filled", async () => {
    const memory = new DeskMemory({ finance: true, count: 2 });
    score(memory, "BID-01");
    score(memory, "BID-02");
    fill(memory, "BID-02");
    const user = userEvent.setup({ delay: null });
    const list = await show(memory);
    expect(await list.findByText("预算未填")).toBeVisible();
    expect(list.getAllByText("已评", { selector: ".dk-state" })).toHaveLength(1);
    expect(list.getAllByRole("status")[0]).toHaveTextContent("已评 1 / 2 项");
    expect(list.getByText("评分已齐；1 项预算未填，锁定后不能再填")).toBeVisible();
    expect(screen.getByText("本项评分已齐，预算未填")).toBeVisible();
    await user.keyboard("{Alt>}={/Alt}");
    expect(await list.findByText("全部评完，可以锁定")).toBeVisible();
    expect(list.queryByText("预算未填")).toBeNull();
  });

  it("stays said after the lock: a bid whose budget was not finished is not called done", async () => {
    const memory = new DeskMemory({ finance: true, count: 2 });
    score(memory, "BID-01");
    score(memory, "BID-02");
    fill(memory, "BID-02");
    memory.view = { ...memory.view, locked_at: "2026-01-20 11:40" };
    const list = await show(memory);
    expect(list.getByText("预算未填")).toBeVisible();
    expect(list.getAllByText("已评", { selector: ".dk-state" })).toHaveLength(1);
  });

  it("is no budget for others, unless they began it", async () => {
    const memory = new DeskMemory({ count: 3 });
    score(memory, "BID-02");
    score(memory, "BID-03");
    fill(memory, "BID-03", LINES.slice(0, 1));
    const list = await show(memory);
    expect(await list.findByText("预算未填")).toBeVisible();
    expect(list.getAllByRole("status")[0]).toHaveTextContent("已评 1 / 2 项");
  });
});

describe("the sums below the budget", () => {
  it("are shown as not current while a line is half typed, and are current again once it is whole", async () => {
    const memory = new DeskMemory({ finance: true, count: 1 });
    fill(memory, "BID-01");
    const user = userEvent.setup({ delay: null });
    await show(memory);
    const result = screen.getByRole("status", { name: "本项建议财政额" });
    expect(result).not.toHaveTextContent("未计入");
    const self = screen.getByLabelText("设备费审定数，自筹");
    await user.clear(self);
    expect(result).toHaveTextContent("未计入未填完的行：设备费");
    expect(result).toHaveAttribute("data-stale", "true");
    expect(screen.getByLabelText("财政额怎样得出")).toHaveAttribute("data-stale", "true");
    expect(screen.queryByText("未超上限")).toBeNull();
    expect(screen.getByRole("tab", { name: /预算 3\/4/ })).toBeVisible();
    await user.type(self, "300");
    await user.tab();
    await waitFor(() => expect(result).toHaveAttribute("data-stale", "false"));
    expect(result).not.toHaveTextContent("未计入");
    expect(screen.getByRole("tab", { name: /预算 4\/4/ })).toBeVisible();
  });

  it("do not count a line that was refused", async () => {
    const memory = new DeskMemory({ finance: true, count: 1 });
    fill(memory, "BID-01");
    const user = userEvent.setup({ delay: null });
    await show(memory, {
      deskEdit: async () => {
        throw refusal("budget.recommended_over_requested", "审定数大于申报数。");
      },
    });
    await user.type(screen.getByLabelText("劳务费审定数，财政"), "999");
    await user.tab();
    expect(await screen.findByText("未计入未填完的行：劳务费")).toBeVisible();
  });
});
