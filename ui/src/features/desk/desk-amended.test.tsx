import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type DeskEdit } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DeskPage } from "./desk-page";
import { CRITERIA, MEETING, problem } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";

beforeEach(() => {
  localStorage.clear();
  return i18n.changeLanguage("zh");
});

/** A desk whose sheet was amended after two items were typed; of the first one some criteria are empty now. */
function amended(empty: readonly string[] = [], parts = false) {
  const memory = new DeskMemory({ parts });
  const [one, two] = [...memory.bids.keys()];
  for (const no of [one, two]) {
    memory.toConfirm.add(no ?? "");
    for (const { id } of CRITERIA.filter((criterion) => no !== one || !empty.includes(criterion.id))) {
      for (const sub of parts ? ["s1", "s2"] : []) {
        memory.edit(no ?? "", { edit: "sub", criterion: id, sub, mark: "4" });
      }
      if (!parts) {
        memory.edit(no ?? "", { edit: "mark", criterion: id, mark: "9" });
      }
    }
  }
  const what = problem("amended.sheet", "", "评分表修订：“需求契合与指标”由20分改为15分");
  const word = {
    version: 2,
    at: "2026-01-20 10:05",
    by: "钱示例",
    approved_by: "章示例",
    reason: "权重有误",
  };
  memory.view = { ...memory.view, amended: [{ ...word, what, signed: 1, digest: "ab12cd34ef567890" }] };
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

  it("leads to the first empty criterion and says so instead of confirming", async () => {
    const user = userEvent.setup({ delay: null });
    const { edits } = amended(["novelty", "benefit"]);
    const box = await screen.findByRole("group", { name: "确认本项" });
    expect(box).toHaveTextContent("空着的指标：创新性、预期效益，补齐后才能确认。");
    await user.keyboard("{ArrowDown}{Control>}{Enter}{/Control}");
    expect(edits, "nothing is confirmed").toEqual([]);
    expect(screen.getByRole("region", { name: "创新性" })).toHaveAttribute("aria-current", "true");
    expect(screen.getByRole("radiogroup", { name: "创新性：选档" })).toHaveFocus();
    await user.keyboard("1{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("region", { name: "预期效益" })).toBeVisible();
    await user.keyboard("1");
    expect(await within(box).findByText("各指标都有分，可以确认。")).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(edits.map(({ edit }) => edit)).toEqual(["mark", "mark", "confirm"]));
  });

  it("goes with Enter to what is empty, past what was kept", async () => {
    const user = userEvent.setup({ delay: null });
    amended(["novelty", "budget"]);
    expect(await screen.findByRole("region", { name: "创新性" })).toBeVisible();
    await user.keyboard("1{Enter}");
    expect(await screen.findByRole("region", { name: "经费预算合理性" })).toBeVisible();
    await user.keyboard("1{Enter}");
    expect(screen.getByRole("region", { name: "经费预算合理性" }), "nothing is empty").toBeVisible();
    await user.keyboard("{ArrowUp}");
    expect(screen.getByRole("region", { name: "预期效益" }), "arrows walk over all").toBeVisible();
  });

  it("goes with Enter past parts that were kept as well", async () => {
    const user = userEvent.setup({ delay: null });
    amended(["fit", "team"], true);
    const [first] = await within(await screen.findByRole("region", { name: "需求契合与指标" })).findAllByRole(
      "textbox",
    );
    await user.click(first ?? document.body);
    await user.keyboard("5{Enter}5{Enter}");
    expect(await screen.findByRole("region", { name: "团队与合作" })).toBeVisible();
  });

  it("says of each mark, kept or overwritten, that it waits for the confirmation of the item", async () => {
    const user = userEvent.setup({ delay: null });
    const { edits } = amended();
    const open = await screen.findByRole("region", { name: "需求契合与指标" });
    const row = () => screen.getByRole("button", { name: /技术路线可行性/ });
    expect(open).toHaveTextContent("待确认");
    expect(row()).toHaveTextContent("待确认");
    await user.keyboard("1");
    await waitFor(() => expect(edits.map(({ edit }) => edit)).toEqual(["mark"]));
    expect(open, "an overwritten one as well").toHaveTextContent("待确认");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(row()).not.toHaveTextContent("待确认"));
    expect(screen.getByRole("region", { name: "需求契合与指标" })).not.toHaveTextContent("待确认");
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
