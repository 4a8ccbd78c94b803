import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { BoardView, Gate, TalkView } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { conduct, ready, serious, showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

/** The meeting with some gates in other states. */
const at = (states: Partial<Record<Gate["gate"], Gate["state"]>>): BoardView => ({
  ...view,
  gates: view.gates.map((gate) => ({ ...gate, state: states[gate.gate] ?? gate.state })),
});
const BEGUN = at({
  sign_in: "now",
  pledge: "next",
  recusal: "next",
  chair: "next",
  presentation: "next",
  scoring: "next",
});

const talk = (more: Partial<TalkView>): TalkView => ({
  bid_no: "B1",
  part: "report",
  minutes: 10,
  began: new Date(Date.now() - 60_000).toISOString(),
  ended: null,
  over: null,
  ...more,
});
const presenting = (more: Partial<TalkView>): BoardView => ({
  ...view,
  conduct: { ...conduct, talks: [talk(more)] },
});

async function dock() {
  const region = await screen.findByRole("region", { name: "记录会议环节" });
  return within(region);
}

/** Opens the panel and, where asked, another gate than the one that comes first. */
async function open(user: ReturnType<typeof userEvent.setup>, gate?: string) {
  await screen.findByRole("list", { name: "会议环节" });
  await user.keyboard("{Control>}m{/Control}");
  const panel = await dock();
  if (gate !== undefined) {
    await user.click(panel.getByRole("combobox", { name: "环节" }));
    await user.click(await screen.findByTitle(new RegExp(`^${gate} `)));
  }
  return panel;
}

describe("gates", () => {
  it("has nobody sign in before somebody says so, and says on the button how many are recorded as what", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn(() => Promise.resolve());
    showBoard({ board: () => Promise.resolve(BEGUN), gateRecord });
    const panel = await open(user);
    expect(panel.getByText("到会 0 / 4")).toBeVisible();
    for (const one of [...panel.getAllByRole("checkbox"), ...panel.getAllByRole("radio")]) {
      expect(one).not.toBeChecked();
    }
    expect(panel.getAllByText("先选专家")[0]).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await user.click(panel.getByRole("checkbox", { name: "沈示例" }));
    expect(panel.getByText("先选怎样签到")).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(gateRecord).not.toHaveBeenCalled();
    await user.click(panel.getByRole("radio", { name: "只看到本人到会" }));
    expect(panel.getByRole("button", { name: /^登记 1 人到会：只看到到会 1 人/ })).toBeEnabled();
    // All by hand is one key, and then one more records it.
    await user.keyboard("{Alt>}a{/Alt}");
    expect(panel.getByRole("button", { name: /^登记 4 人到会：手签 4 人/ })).toBeEnabled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    const members = ["E1", "E2", "E3", "E4"].map((no) => [no, "paper"]);
    await waitFor(() => expect(gateRecord).toHaveBeenCalledWith("LZ-1", { form: "sign_in", members }, null));
    expect(await serious()).toEqual([]);
  });

  it("records who signed in by the own key as that, and the others as is said for them", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn(() => Promise.resolve());
    const signed_by_key = [
      { expert_no: "E2", way: "code", at: "2026-01-20 08:52" } as const,
      { expert_no: "E3", way: "laptop", at: "2026-01-20 08:55" } as const,
    ];
    const board = { ...BEGUN, conduct: { ...BEGUN.conduct, signed_by_key } };
    showBoard({ board: () => Promise.resolve(board), gateRecord });
    const panel = await open(user);
    const list = within(panel.getByRole("list", { name: "用本人密钥签到的专家" }));
    expect(list.getByText(/口令签到（2026-01-20 08:52）/)).toBeVisible();
    expect(list.getByText(/电脑签到（2026-01-20 08:55）/)).toBeVisible();
    await user.click(panel.getByRole("button", { name: /^全部（亲笔）/ }));
    await user.click(panel.getByText("只看到本人到会"));
    expect(
      panel.getByRole("button", { name: /^登记 4 人到会：只看到到会 2 人、本人密钥 2 人/ }),
    ).toBeEnabled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    const members = [
      ["E1", "seen"],
      ["E2", "code"],
      ["E3", "laptop"],
      ["E4", "seen"],
    ];
    await waitFor(() => expect(gateRecord).toHaveBeenCalledWith("LZ-1", { form: "sign_in", members }, null));
    expect(await serious()).toEqual([]);
  });

  it("asks why before gates are left out, and says what the program refuses", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn().mockRejectedValue(refusal("gate.passed", "已经登记过。"));
    showBoard({ board: () => Promise.resolve(BEGUN), gateRecord });
    const panel = await open(user, "问询回避");
    expect(panel.getByText("先选专家")).toBeVisible();
    await user.click(panel.getByRole("button", { name: /^全部（都已问到）/ }));
    expect(panel.getByText("先写跳过的理由，或者先登记前面的环节")).toBeVisible();
    await user.type(panel.getByLabelText("将跳过没有登记的签到、纪律与承诺，理由（印入纪要）"), "会前已办");
    await user.click(panel.getByRole("button", { name: /^登记问到 4 人/ }));
    await waitFor(() => expect(gateRecord).toHaveBeenCalled());
    expect(gateRecord.mock.calls[0]?.[2]).toBe("会前已办");
    expect(gateRecord.mock.calls[0]?.[1]).toMatchObject({
      form: "recusal",
      answers: [
        { expert_no: "E1", conflict: false },
        { expert_no: "E2", conflict: true },
        { expert_no: "E3", conflict: false },
        { expert_no: "E4", conflict: false },
      ],
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("已经登记过。");
  });

  it("goes back to a recorded gate only with a reason and the chair, whose name is there already", async () => {
    const user = userEvent.setup({ delay: null });
    const gateBack = vi.fn(() => Promise.resolve());
    showBoard({ gateBack });
    const panel = await open(user, "推举组长");
    expect(panel.getByText(/2026-01-20 09:02 乔示例 登记/)).toBeVisible();
    await user.click(panel.getByRole("button", { name: "退回到这一环节" }));
    expect(panel.getByRole("button", { name: "退回" })).toBeDisabled();
    await user.keyboard("选错了人");
    await user.click(panel.getByRole("button", { name: "退回" }));
    await waitFor(() => expect(gateBack).toHaveBeenCalledWith("LZ-1", "chair", "选错了人", "沈示例"));
  });

  it("offers nothing but the signing once the papers are made", async () => {
    const user = userEvent.setup();
    const closed: BoardView = { ...at({}), session: { ...view.session, stage: "closed" } };
    showBoard({ board: () => Promise.resolve(closed) });
    const panel = await open(user, "签到");
    expect(panel.getByText(/会议文书已经生成，只能登记签字/)).toBeVisible();
    // Of a gate that nobody recorded it is said that it is a blank, not that it can still be recorded.
    await user.click(panel.getByRole("combobox", { name: "环节" }));
    await user.click(await screen.findByTitle(/^纪律与承诺 /));
    expect(panel.getByText("这一环节没有登记，纪要里是空白。")).toBeVisible();
    expect(panel.queryByText(/可以补记/)).toBeNull();
    expect(panel.queryByRole("button", { name: /退回|登记|没有进行/ })).toBeNull();
  });

  it("reopens the scoring after the tally", async () => {
    const user = userEvent.setup({ delay: null });
    const gateBack = vi.fn(() => Promise.resolve());
    const tallied: BoardView = { ...ready, session: { ...ready.session, stage: "tallied" } };
    showBoard({ board: () => Promise.resolve(tallied), gateBack });
    const panel = await open(user);
    await user.click(panel.getByRole("button", { name: "重新开启评分" }));
    await user.keyboard("补收一份");
    await user.click(panel.getByRole("button", { name: "重新开启评分" }));
    await waitFor(() => expect(gateBack).toHaveBeenCalledWith("LZ-1", "scoring", "补收一份", "沈示例"));
  });

  it("runs the clock on the board without the panel, and goes on with a key", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn(() => Promise.resolve());
    showBoard({ board: () => Promise.resolve(presenting({ part: "questions" })), gateRecord });
    expect(await screen.findByRole("timer")).toHaveTextContent(/还剩 (9:00|8:5\d)/);
    await user.click(screen.getByRole("checkbox", { name: "回避专家已离场" }));
    await user.keyboard("{Alt>}n{/Alt}");
    await waitFor(() => expect(gateRecord).toHaveBeenCalledTimes(2));
    expect(gateRecord.mock.calls).toEqual([
      ["LZ-1", { form: "talk_end", bid_no: "B1", recused_out: true }, null],
      ["LZ-1", { form: "talk_begin", bid_no: "B2", part: "report", minutes: 10 }, null],
    ]);
  });

  it("says by how much time is over, on the wall too and there without names or titles", async () => {
    const user = userEvent.setup({ delay: null });
    const began = new Date(Date.now() - 11.5 * 60_000).toISOString();
    showBoard({ board: () => Promise.resolve(presenting({ began })) });
    expect(await screen.findByRole("timer")).toHaveTextContent(/超时 1:(30|3\d)/);
    await user.keyboard("{Control>}j{/Control}");
    expect(screen.getByText(/汇报 · 第 2 项/)).toBeVisible();
    for (const word of [...view.experts.map(({ name }) => name), "示例项目甲", "乔示例"]) {
      expect(document.body.innerHTML).not.toContain(word);
    }
  });

  it("draws a lot from digits alone, once", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn(() => Promise.resolve());
    showBoard({ board: () => Promise.resolve(at({ presentation: "now", scoring: "next" })), gateRecord });
    const panel = await open(user);
    await user.type(panel.getByLabelText("报出的数字（4 至 32 位）"), "83a");
    expect(panel.getByRole("button", { name: "抽签并登记次序" })).toBeDisabled();
    await user.clear(panel.getByLabelText("报出的数字（4 至 32 位）"));
    await user.type(panel.getByLabelText("报出的数字（4 至 32 位）"), "８317");
    await user.click(panel.getByRole("button", { name: "抽签并登记次序" }));
    await waitFor(() =>
      expect(gateRecord).toHaveBeenCalledWith(
        "LZ-1",
        { form: "lot", digits: "８317", witnesses: "丁示例" },
        null,
      ),
    );
  });

  it("keeps who asked what at each pause", async () => {
    const user = userEvent.setup({ delay: null });
    const hearingSet = vi.fn(() => Promise.resolve());
    showBoard({ board: () => Promise.resolve(at({ presentation: "now", scoring: "next" })), hearingSet });
    const panel = await open(user);
    await user.type(panel.getByLabelText("汇报人"), "甲示例");
    await user.type(panel.getByLabelText("问 1"), "何时量产？");
    // What was typed last is saved although no pause came.
    await user.keyboard("{Escape}");
    await waitFor(() =>
      expect(hearingSet).toHaveBeenLastCalledWith("LZ-1", {
        bid_no: "B2",
        reporter: "甲示例",
        questions: [["何时量产？", ""]],
      }),
    );
  });
});
