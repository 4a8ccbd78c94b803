import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Backend, PaperField, PaperForm, PaperView } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { ready, serious, showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const row = (bid: string, state: PaperView["experts"][number]["rows"][number]["state"]) => ({
  expert_no: "E3",
  bid_no: bid,
  code: "7KQ2M-XB9HT",
  state,
});

const sheets: PaperView = {
  experts: [
    { no: "E3", name: "温示例", closed_at: null, rows: [row("B2", "none"), row("B1", "counted")] },
    { no: "E4", name: "乔示例", closed_at: "2026-01-20 11:02", rows: [] },
  ],
  conflicts: [],
};

const field = (
  id: string,
  part: PaperField["part"],
  zh: string,
  more: Partial<PaperField> = {},
): PaperField => ({
  id,
  part,
  zh,
  most: null,
  choices: [],
  text: "",
  ...more,
});

const fields: PaperField[] = [
  field("mark/route", "mark", "技术路线可行性", { most: "25" }),
  field("gate/honest", "gate", "是否发现弄虚作假", { choices: ["是", "否"] }),
];

const form = (more: Partial<PaperForm>): PaperForm => ({
  expert_no: "E3",
  name: "温示例",
  bid_no: "B2",
  position: 2,
  title: "示例项目乙",
  code: "7KQ2M-XB9HT",
  state: "none",
  revision: 0,
  needs_reason: false,
  first: null,
  second: null,
  fields: [],
  differences: [],
  problems: [],
  ...more,
});

/** The board with the panel open. */
async function opened(given: Partial<Backend>) {
  const user = userEvent.setup();
  showBoard({ board: () => Promise.resolve(ready), paperView: () => Promise.resolve(sheets), ...given });
  await user.click(await screen.findByRole("button", { name: /纸质评分录入/ }));
  const panel = await screen.findByRole("region", { name: "纸质评分录入" });
  return { user, panel: within(panel) };
}

describe("scores from paper", () => {
  it("finds a sheet by its code, and says why a code is none", async () => {
    const paperFind = vi
      .fn<Backend["paperFind"]>()
      .mockRejectedValueOnce(refusal("paper.code_wrong", "不是评分表的表号。"))
      .mockResolvedValue(form({}));
    const { user, panel } = await opened({ paperFind, paperForm: () => Promise.resolve(form({})) });
    const code = panel.getByLabelText(/表号（扫码/);
    await user.type(code, "7KQ2M-XB9HV{Enter}");
    expect(await panel.findByText(/不是评分表的表号/)).toBeVisible();
    await user.clear(code);
    await user.type(code, "7KQ2M-XB9HT{Enter}");
    expect(await panel.findByText(/温示例\s第 2 项/)).toBeVisible();
    expect(panel.getByRole("button", { name: "开始第一次录入" })).toBeDisabled();
    expect(await serious()).toEqual([]);
  });

  it("is typed with numbers and Enter alone, saves every field, and shows the second person nothing of the first", async () => {
    const typed: [string, string][] = [];
    const paperType = vi.fn<Backend["paperType"]>((_no, _expert, _bid, id, text) => {
      typed.push([id, text]);
      return Promise.resolve();
    });
    const first = form({ state: "first", first: "钱示例", revision: 1, fields });
    const paperStart = vi
      .fn<Backend["paperStart"]>()
      .mockResolvedValueOnce(first)
      .mockRejectedValueOnce(refusal("paper.same_typist", "第一次录入也是“钱示例”。"))
      .mockResolvedValue({ ...first, state: "second", second: "周示例" });
    const paperDone = vi
      .fn<Backend["paperDone"]>()
      .mockResolvedValue({ ...first, state: "first_done", fields: [] });
    const { user, panel } = await opened({
      paperForm: () => Promise.resolve(form({})),
      paperStart,
      paperType,
      paperDone,
    });
    await user.click(panel.getByLabelText("或者选专家"));
    await user.click(await screen.findByTitle("温示例"));
    await user.click(await panel.findByRole("button", { name: /示例项目乙/ }));
    await user.type(await panel.findByLabelText("第一录入人（姓名）"), "钱示例{Enter}");
    const mark = await panel.findByLabelText("技术路线可行性");
    await user.click(mark);
    await user.keyboard("21.5{Enter}2{Enter}");
    await waitFor(() => expect(paperDone).toHaveBeenCalledTimes(1));
    expect(new Map(typed)).toEqual(
      new Map([
        ["mark/route", "21.5"],
        ["gate/honest", "2"],
      ]),
    );
    const name = await panel.findByLabelText(/第二录入人/);
    await user.type(name, "钱示例{Enter}");
    expect(await panel.findByText(/第一次录入也是/)).toBeVisible();
    await user.clear(name);
    await user.type(name, "周示例{Enter}");
    expect(await panel.findByText(/第二次录入：周示例/)).toBeVisible();
    expect(panel.getByLabelText("技术路线可行性")).toHaveValue("");
    expect(await serious()).toEqual([]);
  });

  it("lets a sheet count only once somebody looked at the original wherever the entries differ", async () => {
    const differs = form({
      state: "differs",
      first: "钱示例",
      second: "周示例",
      revision: 1,
      differences: [
        {
          field: "mark/route",
          zh: "技术路线可行性",
          choices: [],
          first: "21.5",
          second: "21",
          taken: null,
          by: null,
        },
      ],
    });
    const settled = {
      ...differs,
      state: "ready" as const,
      differences: differs.differences.map((one) => ({ ...one, taken: "21.5", by: "赵示例" })),
    };
    const paperLook = vi.fn<Backend["paperLook"]>().mockResolvedValue(settled);
    const paperCount = vi.fn<Backend["paperCount"]>().mockResolvedValue(undefined);
    const { user, panel } = await opened({
      paperFind: () => Promise.resolve(differs),
      paperForm: () => Promise.resolve(differs),
      paperLook,
      paperCount,
    });
    await user.type(panel.getByLabelText(/表号（扫码/), "7KQ2MXB9HT{Enter}");
    expect(await panel.findByText("两次录入不一致 1 处")).toBeVisible();
    expect(panel.getByRole("button", { name: /^计入/ })).toBeDisabled();
    expect(panel.getByRole("button", { name: "认定" })).toBeDisabled();
    await user.type(panel.getByLabelText("看原件的人"), "赵示例");
    await user.type(panel.getByLabelText("原件上是"), "21.5{Enter}");
    expect(paperLook).toHaveBeenCalledWith("LZ-1", "E3", "B2", "mark/route", "21.5", "赵示例");
    expect(await panel.findByText("认定为 21.5（赵示例）")).toBeVisible();
    expect(panel.getByRole("button", { name: /^计入/ })).toBeEnabled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(paperCount).toHaveBeenCalledWith("LZ-1", "E3", "B2", null);
  });

  it("takes an expert's sheets as complete only with a reason for each that did not come", async () => {
    const paperClose = vi.fn<Backend["paperClose"]>().mockResolvedValue(undefined);
    const { user, panel } = await opened({ paperClose });
    await user.click(panel.getByLabelText("或者选专家"));
    await user.click(await screen.findByTitle("温示例"));
    const close = await panel.findByRole("button", { name: /^收齐，锁定/ });
    expect(close).toBeDisabled();
    await user.type(panel.getByLabelText("第 2 项没有评分的理由"), "专家已离会");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(paperClose, "not the key by which a sheet counts").not.toHaveBeenCalled();
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    expect(paperClose).toHaveBeenCalledWith("LZ-1", "E3", [["B2", "专家已离会"]]);
  });

  it("has people decide between a laptop's sheet and one from paper, with a reason", async () => {
    const paperSettle = vi.fn<Backend["paperSettle"]>().mockResolvedValue(undefined);
    const conflict = {
      expert_no: "E3",
      name: "温示例",
      bid_no: "B2",
      laptop_at: "2026-01-20 10:40",
      paper_at: "2026-01-20 10:55",
    };
    const { user, panel } = await opened({
      paperView: () => Promise.resolve({ ...sheets, conflicts: [conflict] }),
      paperSettle,
    });
    const paper = await panel.findByRole("button", { name: "以纸质的为准" });
    expect(paper).toBeDisabled();
    await user.type(panel.getByLabelText("认定的理由"), "电脑损坏前未锁定");
    await user.click(paper);
    expect(paperSettle).toHaveBeenCalledWith("LZ-1", "E3", "B2", true, "电脑损坏前未锁定");
  });

  it("shows in the matrix that a sheet is on paper and where it stands, and no score", async () => {
    const [first, ...others] = view.bids;
    const cells = ["scored", "recused", "paper", "paper_differs"] as const;
    const experts = view.experts.map((one) =>
      one.no === "E3" ? { ...one, paper: { closed_at: "2026-01-20 11:02" } } : one,
    );
    const bids = first === undefined ? others : [{ ...first, cells: [...cells] }, ...others];
    showBoard({ board: () => Promise.resolve({ ...view, experts, bids }) });
    const matrix = within(await screen.findByRole("region", { name: "评分进度：项目与专家" }));
    expect(matrix.getByText("纸质")).toBeVisible();
    expect(matrix.getByText("不一致")).toBeVisible();
    expect(matrix.getByText("2026-01-20 11:02 纸质收齐")).toBeVisible();
  });
});
