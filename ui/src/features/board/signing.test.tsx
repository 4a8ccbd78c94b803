import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { BoardView, GateState } from "../../backend";
import { i18n } from "../../i18n";
import { conduct, serious, showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

/** The gates after the discussion, with the signing as it stands. */
const gatesAt = (sign: GateState) =>
  view.gates.map((one) => ({
    ...one,
    state: ["scoring", "lock", "tally", "discussion"].includes(one.gate)
      ? ("past" as const)
      : one.gate === "sign"
        ? sign
        : one.state,
  }));

async function open(user: ReturnType<typeof userEvent.setup>, gate: string) {
  await screen.findByRole("list", { name: "会议环节" });
  await user.keyboard("{Control>}m{/Control}");
  const panel = within(await screen.findByRole("region", { name: "记录会议环节" }));
  await user.click(panel.getByRole("combobox", { name: "环节" }));
  await user.click(await screen.findByTitle(new RegExp(`^${gate} `)));
  return panel;
}

describe("the signing", () => {
  it("counts nobody as pledged on paper or as signed before they are chosen; who refuses cannot be chosen", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn(() => Promise.resolve());
    const refused = [{ expert_no: "E4", reason: "不同意结论", at: "2026-01-20 11:40" }];
    const board: BoardView = {
      ...view,
      gates: gatesAt("now"),
      conduct: { ...conduct, refused },
    };
    showBoard({ board: () => Promise.resolve(board), gateRecord });
    const panel = await open(user, "纪律与承诺");
    for (const one of panel.getAllByRole("checkbox")) {
      expect(one).not.toBeChecked();
    }
    await user.keyboard("{Alt>}a{/Alt}");
    expect(panel.getByRole("button", { name: /^登记，纸质承诺 3 人/ })).toBeEnabled();
    await user.click(panel.getByRole("combobox", { name: "环节" }));
    await user.click(await screen.findByTitle(/^签字 /));
    expect(panel.queryByRole("checkbox", { name: "乔示例" })).toBeNull();
    expect(panel.getAllByRole("button", { name: /^登记/ })[0]).toBeDisabled();
    await user.click(panel.getByRole("checkbox", { name: "沈示例" }));
    await user.click(panel.getByRole("button", { name: /^登记 1 人已签字/ }));
    await waitFor(() =>
      expect(gateRecord).toHaveBeenCalledWith("LZ-1", { form: "sign", members: ["E1"] }, null),
    );
    expect(await serious()).toEqual([]);
  });

  it("adds late signatures of those who are missing, without going back, and says that papers are void by it", async () => {
    const user = userEvent.setup({ delay: null });
    const gateRecord = vi.fn(() => Promise.resolve());
    const gates = gatesAt("past");
    const closed = (more: Partial<BoardView["conduct"]>): BoardView => ({
      ...view,
      session: { ...view.session, stage: "closed" },
      gates,
      conduct: { ...conduct, signed: ["E1", "E2", "E3"], ...more },
    });
    const signed_late = [{ expert_no: "E3", at: "2026-01-20 17:12" }];
    const board = closed({ signs_late: true, signed_late, voids: 6 });
    const { unmount } = showBoard({ board: () => Promise.resolve(board), gateRecord });
    const panel = await open(user, "签字");
    expect(panel.getByText("温示例 2026-01-20 17:12 补签")).toBeVisible();
    expect(panel.getByText("还没有签字：乔示例")).toBeVisible();
    expect(panel.getByText(/存过的 6 件文书：在这里登记任何内容，内容有变的件即作废/)).toBeVisible();
    const form = within(panel.getByRole("region", { name: "补记签字" }));
    expect(form.getAllByRole("checkbox")).toHaveLength(1);
    await user.click(form.getByRole("checkbox", { name: "乔示例" }));
    await user.click(form.getByRole("button", { name: /^补记 1 人签字/ }));
    await waitFor(() =>
      expect(gateRecord).toHaveBeenCalledWith("LZ-1", { form: "sign_late", members: ["E4"] }, null),
    );
    unmount();
    // After the archive one goes back first.
    showBoard({ board: () => Promise.resolve(closed({ signs_late: false })) });
    const after = await open(user, "签字");
    expect(after.getByText(/已经归档：补签或者登记拒签，先退回到签字/)).toBeVisible();
    expect(after.queryByRole("region", { name: "补记签字" })).toBeNull();
    expect(after.queryByRole("button", { name: "登记拒绝签字" })).toBeNull();
  });
});
