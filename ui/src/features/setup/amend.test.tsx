import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  BackendProvider,
  type AmendForm,
  type AmendPreview,
  type Backend,
  type BoardView,
  type SetupView,
} from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { setupCalls, setupFixture } from "./fixture";
import { SetupPage } from "./setup-page";

beforeEach(() => i18n.changeLanguage("zh"));

const said = (code: string, severity: string, zh: string) => ({
  code,
  severity,
  place: null,
  params: [],
  zh,
  en: code,
  remedy_zh: "照此处理。",
  remedy_en: "Do this.",
});

function frozen(amended = false, stage: SetupView["session"]["stage"] = "scoring"): SetupView {
  const view = setupFixture();
  const one = {
    version: 2,
    at: "2026-01-20 10:05",
    by: "钱示例",
    approved_by: "沈示例",
    reason: "邮寄的方案上午送达",
    what: said("amended.late_bid", "info", "补充方案F-06，排在最后"),
    signed: 0,
    digest: "ab12cd34ef567890",
  };
  return {
    ...view,
    session: { ...view.session, stage },
    frozen: {
      first_digest: null,
      digest: "5be8",
      at: "2026-01-20 08:40",
      by: "郝示例",
      passed_over: [],
      version: amended ? 2 : 1,
      amendments: amended ? [one] : [],
    },
  };
}

const look: AmendPreview = {
  version: 2,
  what: said("amended.late_bid", "info", "补充方案F-06，排在最后"),
  touched: [{ no: "E1", name: "沈示例", signed: 5, counts: true, task: "score" }],
  recusals: 1,
  marks: null,
  errors: [],
  warnings: [],
};

async function shown(start: SetupView, given: Partial<Backend> = {}) {
  const backend = double({ ...setupCalls(start), amendPreview: () => Promise.resolve(look), ...given });
  render(
    <BackendProvider value={backend}>
      <SetupPage no="2026-01" onGo={() => undefined} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("heading", { name: "会议准备" });
  fireEvent.click(screen.getByText("评分表与规则"));
  return within(await screen.findByRole("region", { name: "修订规则" }));
}

/** Chooses in a list by its label. */
async function choose(user: ReturnType<typeof userEvent.setup>, label: string, option: RegExp) {
  await user.click(screen.getByRole("combobox", { name: label }));
  const options = await screen.findAllByTitle(option);
  await user.click(options[options.length - 1] as HTMLElement);
}

describe("amended rules", () => {
  it("say of kept sheets only where some were signed", async () => {
    const start = frozen(true);
    const [one] = start.frozen?.amendments ?? [];
    if (one === undefined || start.frozen === null) throw new Error("the sample was amended");
    const zh = "吴示例替换周示例参加评审；周示例已签的评分留存，不计入";
    const params: [string, string][] = [
      ["by", "吴示例"],
      ["expert", "周示例"],
    ];
    const what = { ...said("amended.replaced", "info", zh), params };
    const amendments = [
      { ...one, what },
      { ...one, version: 3, what, signed: 2 },
    ];
    const pane = await shown({ ...start, frozen: { ...start.frozen, amendments } });
    const made = pane.getAllByRole("listitem");
    expect(made[0]).toHaveTextContent("第 2 版：吴示例替换没有签过评分的周示例参加评审");
    expect(made[1]).toHaveTextContent("周示例已签的评分留存，不计入");
  });

  it("opens by key, shows whom a late bid touches, and wants reason, assent and a second word", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const asked: AmendForm[] = [];
    const rulesAmend = vi.fn((_: string, form: AmendForm) => {
      asked.push(form);
      return Promise.resolve(frozen(true));
    });
    const pane = await shown(frozen(), { rulesAmend });
    expect(pane.getByText("没有修订过")).toBeVisible();
    await user.keyboard("{Control>}{Shift>}a{/Shift}{/Control}");
    const go = () => screen.getByRole("button", { name: /^(修订|确认修订)/ });
    expect(go()).toBeDisabled();
    expect(screen.getByText("先选修订的内容")).toBeVisible();
    await choose(user, "补充的方案", /^F-06/);
    expect(await screen.findByRole("table", { name: "涉及的专家" })).toHaveTextContent(
      "收新任务包，补评这一项",
    );
    expect(screen.getByText(/提示 1 处回避/)).toBeVisible();
    await user.type(screen.getByLabelText("修订理由"), "邮寄的方案上午送达");
    expect(screen.getByText("写同意的组长姓名")).toBeVisible();
    await user.type(screen.getByLabelText("组长同意（姓名）"), "沈示例");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(rulesAmend).not.toHaveBeenCalled();
    expect(go()).toHaveTextContent("确认修订为第 2 版");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await pane.findByText(/补充方案F-06/)).toBeVisible();
    expect(asked[0]).toMatchObject({ kind: "late_bid", bid_no: "F-06", reason: "邮寄的方案上午送达" });
    expect(pane.getByText(/沈示例同意。理由：邮寄的方案上午送达/)).toBeVisible();
  });

  it("says at the field when the name is not that of the recorded chair", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const rulesAmend = vi.fn(() => Promise.resolve(frozen(true)));
    const conduct = { chair: { expert_no: "E1" }, present: [] } as unknown as BoardView["conduct"];
    await shown(frozen(), { rulesAmend, board: () => Promise.resolve({ conduct } as BoardView) });
    await user.click(screen.getByRole("button", { name: /^修订规则/ }));
    await choose(user, "补充的方案", /^F-06/);
    await user.type(screen.getByLabelText("修订理由"), "上午送达");
    const chair = screen.getByLabelText("组长同意（姓名）");
    await user.type(chair, "陆示例");
    expect(await screen.findByText("登记的组长是沈示例，由组长本人同意")).toBeVisible();
    await user.tab();
    expect(chair).toBeInvalid();
    expect(chair).toHaveAccessibleDescription("登记的组长是沈示例，由组长本人同意");
    await user.keyboard("{Control>}{Enter}{Enter}{/Control}");
    expect(rulesAmend).not.toHaveBeenCalled();
    await user.clear(chair);
    await user.type(chair, "沈 示例");
    expect(chair, "spaces between the characters are no other name").toBeValid();
    expect(await screen.findByText("核对无误后修订，不能撤销")).toBeVisible();
  });

  it("says of who signed nothing that there is nothing to keep, and asks not what becomes of it", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const program = "沈示例退出评审；已签的评分留存，不计入";
    const what = {
      ...said("amended.taken_out", "info", program),
      params: [["expert", "沈示例"]] as [string, string][],
    };
    const leaves = (signed: number): AmendPreview => ({
      ...look,
      what,
      touched: [{ no: "E1", name: "沈示例", signed, counts: false, task: "leaves" }],
    });
    const amendPreview = vi.fn(() => Promise.resolve(leaves(0)));
    await shown(frozen(), { amendPreview });
    await user.click(screen.getByRole("button", { name: /^修订规则/ }));
    await user.click(screen.getByText("专家退出"));
    await choose(user, "离开的专家", /^沈示例/);
    expect(await screen.findByText("沈示例退出评审；没有签过评分")).toBeVisible();
    expect(screen.getByText("这位专家还没有签过评分。")).toBeVisible();
    expect(screen.queryByText(/留存/)).toBeNull();
    amendPreview.mockResolvedValue(leaves(2));
    await choose(user, "离开的专家", /^陆示例/);
    await choose(user, "离开的专家", /^沈示例/);
    expect(await screen.findByText(program)).toBeVisible();
    expect(screen.getByText("留存，不计入", { selector: ".ant-segmented-item-label" })).toBeVisible();
  });

  it("names the alternate who comes, and asks for somebody of the register where there is none", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const start = frozen();
    const panel = start.panel.map((one) => (one.no === "E1" ? { ...one, alternate: "柳示例" } : one));
    await shown({ ...start, panel });
    await user.click(screen.getByRole("button", { name: /^修订规则/ }));
    await user.click(screen.getByText("替换专家"));
    await choose(user, "离开的专家", /^沈示例/);
    expect(screen.getByText("由抽取记录的下一名候补柳示例接替")).toBeVisible();
    expect(screen.queryByRole("combobox", { name: "接替的专家" })).toBeNull();
    await choose(user, "离开的专家", /^陆示例/);
    expect(screen.getByRole("combobox", { name: "接替的专家" })).toBeVisible();
    expect(screen.getByText(/一个席位一份评分/)).toBeVisible();
  });

  it("is not made while something stands in its way, and says what", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const stop = said("panel.bid.composition", "error", "专家组缺少财务专家。");
    const amendPreview = () => Promise.resolve({ ...look, errors: [stop] });
    await shown(frozen(), { amendPreview });
    await user.click(screen.getByRole("button", { name: /^修订规则/ }));
    await user.click(screen.getByText("专家退出"));
    await choose(user, "离开的专家", /^温示例/);
    expect(await screen.findByText("专家组缺少财务专家。")).toBeVisible();
    expect(screen.getByText("有必须先处理的问题")).toBeVisible();
    expect(screen.getByRole("button", { name: /^修订/ })).toBeDisabled();
  });

  it("enters a bid by hand and chooses it; what is refused stays typed", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const bidAdd = vi
      .fn()
      .mockRejectedValueOnce(refusal("missing_value", "没有填“揭榜方”。"))
      .mockImplementation(() => {
        const view = frozen();
        const more = { ...(view.bids[0] as SetupView["bids"][number]), no: "F-99", position: null };
        return Promise.resolve({ ...view, bids: [...view.bids, more] });
      });
    await shown(frozen(), { bidAdd });
    await user.click(screen.getByRole("button", { name: /^修订规则/ }));
    await user.click(screen.getByRole("button", { name: "手工登记方案" }));
    const form = within(screen.getByRole("form", { name: "手工登记方案" }));
    await user.type(form.getByLabelText("方案编号"), "F-99");
    await user.type(form.getByLabelText("设备费 财政，万元"), "12.5");
    await user.click(form.getByRole("button", { name: /登记方案/ }));
    expect(await form.findByText("没有填“揭榜方”。")).toBeVisible();
    expect(form.getByLabelText("方案编号")).toHaveValue("F-99");
    await user.click(form.getByRole("button", { name: /登记方案/ }));
    expect(await screen.findByRole("table", { name: "涉及的专家" })).toBeVisible();
    expect(bidAdd.mock.calls[0]?.[1]).toMatchObject({ no: "F-99" });
    expect(screen.queryByRole("form", { name: "手工登记方案" })).toBeNull();
  });

  it("has a name for every field, and after the tally says what comes first", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const pane = await shown(frozen());
    await user.click(pane.getByRole("button", { name: /^修订规则/ }));
    await user.click(pane.getByRole("button", { name: "手工登记方案" }));
    const region = screen.getByRole("region", { name: "修订规则" });
    const found = await axe.run(region, { rules: { "color-contrast": { enabled: false } } });
    const bad = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(bad.map((v) => `${v.id} ${v.nodes[0]?.html}`)).toEqual([]);
  });

  it("cannot be opened once the scores were taken together", async () => {
    const pane = await shown(frozen(true, "tallied"));
    expect(pane.getByText(/先按规定重新开启评分/)).toBeVisible();
    expect(pane.queryByRole("button", { name: /^修订规则/ })).toBeNull();
  });
});
