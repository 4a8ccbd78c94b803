import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type DeskEdit } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DeskPage } from "./desk-page";
import { MEETING, problem } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";

beforeEach(() => {
  localStorage.clear();
  return i18n.changeLanguage("zh");
});

/** A desk whose sheet was amended after two items were typed. */
function amended() {
  const memory = new DeskMemory();
  const [one, two] = [...memory.bids.keys()];
  for (const no of [one, two]) {
    memory.toConfirm.add(no ?? "");
    memory.edit(no ?? "", { edit: "mark", criterion: "route", mark: "20" });
  }
  const what = problem("amended.sheet", "", "评分表修订：“需求契合与指标”由20分改为15分");
  const word = {
    version: 2,
    at: "2026-01-20 10:05",
    by: "钱示例",
    approved_by: "章示例",
    reason: "权重有误",
  };
  memory.view = { ...memory.view, amended: [{ ...word, what, digest: "ab12cd34ef567890" }] };
  const edits: DeskEdit[] = [];
  render(
    <BackendProvider
      value={double({
        ...memory.calls(),
        deskEdit: async (_, no, edit) => {
          edits.push(edit);
          return memory.edit(no, edit);
        },
      })}
    >
      <DeskPage meeting={MEETING} onHome={vi.fn()} onLockScreen={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { memory, edits };
}

describe("a desk whose sheet was amended", () => {
  it("says what changed, keeps what was typed, and asks to confirm each item by one key", async () => {
    const user = userEvent.setup({ delay: null });
    const { edits } = amended();
    expect(await screen.findByText(/由20分改为15分/)).toBeVisible();
    expect(screen.getByText("还有 2 项待核对确认。")).toBeVisible();
    const list = within(screen.getByRole("listbox"));
    expect(list.getAllByText("请确认")).toHaveLength(2);
    const box = await screen.findByRole("group", { name: "确认本项" });
    expect(box).toHaveTextContent("评分表已修订，请确认。");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(edits).toEqual([{ edit: "confirm" }]));
    await waitFor(() => expect(screen.queryByRole("group", { name: "确认本项" })).toBeNull());
    expect(screen.getByText("还有 1 项待核对确认。")).toBeVisible();
    expect(list.getAllByText("请确认")).toHaveLength(1);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(edits, "the same key does nothing twice").toHaveLength(1);
  });

  it("asks nothing of an item on which nothing was typed before", async () => {
    const user = userEvent.setup({ delay: null });
    amended();
    await screen.findByRole("group", { name: "确认本项" });
    await user.keyboard("{Control>}{ArrowDown}{/Control}");
    await user.keyboard("{Control>}{ArrowDown}{/Control}");
    await waitFor(() => expect(screen.queryByRole("group", { name: "确认本项" })).toBeNull());
  });
});
