import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused, type Backend, type DocumentLine } from "../../backend";
import { i18n } from "../../i18n";
import { papersOf } from "./papers.fixture";
import { explain, problem, serious, showResults, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const user = () => userEvent.setup({ delay: null });

async function acts(given: Partial<Backend> = {}) {
  showResults(given);
  await screen.findByRole("grid", { name: "排序" });
  const at = user();
  await at.keyboard("{Control>}e{/Control}");
  return { at, side: within(await screen.findByRole("complementary", { name: "表决和意见" })) };
}

async function choose(at: ReturnType<typeof user>, box: HTMLElement, title: string) {
  await at.click(box);
  const options = await screen.findAllByTitle(title);
  await at.click(options.at(-1) ?? box);
}

describe("collective acts", () => {
  it("take dissent down word for word, on a bid or on the whole", async () => {
    const panelRecord = vi.fn(() => Promise.resolve());
    const { at, side } = await acts({ panelRecord });
    expect(side.getByText("没有登记不同意见")).toBeVisible();
    const save = side.getByRole("button", { name: "登记不同意见" });
    expect(save).toBeDisabled();
    await choose(at, side.getByRole("combobox", { name: "专家" }), "陆示例");
    await choose(at, side.getByRole("combobox", { name: "针对" }), "第 2 项 示例项目2");
    await at.type(side.getByLabelText("本人原话"), "指标偏低，应当重测！");
    expect(await serious()).toEqual([]);
    await at.click(save);
    await waitFor(() =>
      expect(panelRecord).toHaveBeenCalledWith("LZ-1", {
        act: "dissent",
        expert_no: "E2",
        bid_no: "B2",
        text: "指标偏低，应当重测！",
      }),
    );
    expect(await side.findByText("已登记")).toBeVisible();
  });

  it("say after the closing how many saved papers the next word voids", async () => {
    const saved = (id: string, state: "saved" | "stale") =>
      ({ id, title: id, phase: "conclusion", format: "pdf", state }) as DocumentLine;
    const session = { ...view.session, stage: "closed" as const };
    const documents = async () => ({
      ...(await papersOf(session)),
      documents: [saved("a", "saved"), saved("b", "saved"), saved("c", "stale")],
    });
    showResults({ documents, results: () => Promise.resolve({ ...view, session }) });
    await screen.findByRole("grid", { name: "排序" });
    await user().keyboard("{Control>}e{/Control}");
    const acts = within(await screen.findByRole("complementary", { name: "表决和意见" }));
    expect(await acts.findByText(/存过的 2 件文书：在这里登记任何内容/)).toBeVisible();
  });

  it("say after the signing that what comes is added, and show what is there", async () => {
    const panel = {
      ...view.panel,
      signed: true,
      dissents: [
        {
          expert_no: "E1",
          name: "沈示例",
          bid_no: null,
          text: "时间仓促。",
          at: "2026-01-20 16:20",
          by: "钱示例",
          late: true,
        },
      ],
      remarks: [
        { supervisor: "孙示例", text: "未见违纪。", at: "2026-01-20 16:30", by: "钱示例", late: false },
      ],
      votes: [
        {
          bid_no: "B1",
          conclusion: "approve" as const,
          question: "",
          in_favour: 2,
          against: 1,
          abstained: 0,
          two_thirds: false,
          named: true,
          carried: true,
          counted_by: "孙示例",
          at: "2026-01-20 15:10",
        },
      ],
    };
    const { side } = await acts({ results: () => Promise.resolve({ ...view, panel }) });
    expect(side.getByText(/纪要已签字/)).toBeVisible();
    expect(side.getByText("时间仓促。").closest("li")).toHaveTextContent(/沈示例 · 总体 · 签字后补充/);
    expect(side.getByText("未见违纪。")).toBeVisible();
    expect(side.getByText(/赞成 2、反对 1、弃权 0，通过/)).toBeVisible();
    expect(side.queryByRole("button", { name: "登记“没有不同意见”" })).toBeNull();
  });

  it("count an open ballot by its names and refuse in words what does not add up", async () => {
    const refused = new Refused([problem("vote.count", "计票1票，与可以表决的2人不符。")]);
    const panelRecord = vi.fn(() => Promise.reject(refused));
    const { at, side } = await acts({ panelRecord });
    await choose(at, side.getByRole("combobox", { name: "表决事项" }), "第 1 项 示例项目1");
    await at.click(side.getByRole("radio", { name: "同意" }));
    expect(await side.findByText("可以表决 2 人 · 已计 0 票")).toBeVisible();
    await at.click(side.getByRole("radio", { name: "记名" }));
    await choose(at, side.getByRole("combobox", { name: "沈示例" }), "赞成");
    expect(side.getByText("可以表决 2 人 · 已计 1 票")).toBeVisible();
    expect(side.getByText("还缺：计票人")).toBeVisible();
    await at.type(side.getByLabelText("计票人"), "孙示例");
    await at.click(side.getByRole("button", { name: "登记表决" }));
    await waitFor(() =>
      expect(panelRecord).toHaveBeenCalledWith("LZ-1", {
        act: "vote",
        bid_no: "B1",
        conclusion: "approve",
        question: "",
        vote: {
          in_favour: 1,
          against: 0,
          abstained: 0,
          two_thirds: false,
          named: [["E1", "for"]],
          counted_by: "孙示例",
        },
      }),
    );
    expect(await side.findByText("计票1票，与可以表决的2人不符。")).toBeVisible();
  });
});

describe("a veto", () => {
  it("is confirmed or not by the panel, with grounds", async () => {
    const veto = {
      gate: "fraud",
      said: null,
      question: "是否发现材料弄虚作假",
      answer: "是",
      effect: "结论为不同意",
      words: [{ name: "沈示例", reason: "编号查无此件" }],
      answered: 2,
    };
    const panelRecord = vi.fn(() => Promise.resolve());
    showResults({
      panelRecord,
      explain: (_, no) => Promise.resolve({ ...explain, no, position: 1, vetoes: [veto] }),
    });
    const at = user();
    const box = within(await screen.findByRole("group", { name: "专家组认定" }));
    const save = box.getByRole("button", { name: "登记认定" });
    await at.click(box.getByRole("radio", { name: "成立" }));
    expect(save).toBeDisabled();
    await at.type(box.getByLabelText("认定依据"), "检测机构书面答复");
    expect(await serious()).toEqual([]);
    await at.click(save);
    await waitFor(() =>
      expect(panelRecord).toHaveBeenCalledWith("LZ-1", {
        act: "veto",
        bid_no: "B1",
        gate: "fraud",
        confirmed: true,
        grounds: "检测机构书面答复",
        vote: null,
      }),
    );
  });

  it("writes down what an expert on paper says of a deviating score, which then waits no more", async () => {
    const deviationOnPaper = vi.fn(() => Promise.resolve());
    const far = view.far.map((one, at) => ({
      ...one,
      on_paper: at === 0,
      stands: at === 1 ? "指标高于同类" : null,
      asked: true,
    }));
    showResults({ results: () => Promise.resolve({ ...view, far }), deviationOnPaper });
    const at = userEvent.setup({ delay: null });
    const queue = within(await screen.findByRole("region", { name: "待处理" }));
    expect(queue.getByText(/专家维持：指标高于同类/)).toBeVisible();
    expect(queue.queryByRole("button", { name: "请专家复核偏离" })).toBeNull();
    await at.click(queue.getByRole("button", { name: "登记答复" }));
    const form = within(await screen.findByRole("complementary", { name: "纸质评分专家的偏离复核" }));
    expect(form.getByRole("button", { name: /登记答复/ })).toBeDisabled();
    await at.click(form.getByText("维持原评分"));
    await at.type(form.getByLabelText("维持的理由（照录）"), "工艺未经中试");
    await at.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(deviationOnPaper).toHaveBeenCalledWith("LZ-1", "E2", "B1", null, true, "工艺未经中试"),
    );
    await waitFor(() =>
      expect(screen.queryByRole("complementary", { name: "纸质评分专家的偏离复核" })).toBeNull(),
    );
  });
});
