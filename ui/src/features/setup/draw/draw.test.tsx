import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DrawForm, type SetupView } from "../../../backend";
import { double, refusal } from "../../../backend/double";
import { i18n } from "../../../i18n";
import { Providers } from "../../../test/providers";
import { setupCalls, setupFixture } from "../fixture";
import { SetupPage } from "../setup-page";
import { drawn, prepared, withDraws } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

async function shown(start: SetupView = setupFixture(), given: Partial<Backend> = {}) {
  const backend = double({
    ...setupCalls(start),
    drawPool: () => Promise.resolve(prepared().pool),
    ...given,
  });
  render(
    <BackendProvider value={backend}>
      <SetupPage no="2026-01" onGo={() => undefined} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("heading", { name: "会议准备" });
}

/** What axe finds in the pane; the page around it has tests of its own. */
async function serious(): Promise<string[]> {
  const region = screen.getByRole("region", { name: "抽取专家" });
  const found = await axe.run(region, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const pane = () => within(screen.getByRole("region", { name: "抽取专家" }));

describe("the plan", () => {
  it("opens by key in the place of the recusals, says how many fit, and prepares what was typed", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const asked: DrawForm[] = [];
    const drawPrepare = vi.fn((_: string, plan: DrawForm, reason: string | null) => {
      asked.push(plan);
      expect(reason).toBeNull();
      return Promise.resolve({ ...setupFixture(), draws: [prepared()] });
    });
    await shown(setupFixture(), { drawPrepare });
    await user.keyboard("{Control>}d{/Control}");
    expect(await pane().findByText("备选 4 名，排除 1 名")).toBeVisible();
    expect(pane().getByText(/本年度已参加 3 次，上限 3 次/)).toBeInTheDocument();
    expect(screen.queryByRole("heading", { name: /^回避/ })).toBeNull();
    const set = (label: string, value: string) =>
      fireEvent.change(pane().getByLabelText(label), { target: { value } });
    set("第 1 行 人数", "2");
    set("第 1 行 专业含有", "机械");
    set("本年度已参加满这么多次的", "3");
    await vi.waitFor(() => expect(pane().getByRole("button", { name: /准备抽取/ })).toBeEnabled());
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("group", { name: "承诺值" })).toHaveTextContent("ab00 ab10");
    expect(asked[0]?.quotas[0]).toEqual({
      category: "technical",
      specialty: "机械",
      count: 2,
      alternates: 1,
    });
    expect(asked[0]).toMatchObject({ conflicts: true, most_in_year: 3, rest: null });
  });

  it("asks before a key, a tab or the draw itself loses an exclusion that is begun", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await shown();
    await user.keyboard("{Control>}d{/Control}");
    await pane().findByText("备选 4 名，排除 1 名");
    await user.type(pane().getByLabelText("排除的理由"), "近期已连续参加");
    expect(pane().getByText(/另行排除只填了一半/)).toBeVisible();
    expect(pane().getByRole("button", { name: /准备抽取/ })).toBeDisabled();
    await user.keyboard("{Control>}d{/Control}");
    expect(await screen.findByText("有内容没有保存，要收起这一处吗")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "留下" }));
    expect(pane().getByLabelText("排除的理由")).toHaveValue("近期已连续参加");
    await user.click(screen.getByRole("radio", { name: "会议情况" }));
    expect(await screen.findByText(/没有保存：抽取计划|没有保存：/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "不保存，离开" }));
    expect(await screen.findByLabelText("地点")).toBeVisible();
  });

  it("has a name for every field", async () => {
    await shown();
    fireEvent.click(screen.getByRole("button", { name: /^抽取/ }));
    await pane().findByText("备选 4 名，排除 1 名");
    expect(await serious()).toEqual([]);
  });

  it("is not prepared while somebody is missing, and says who", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const problem = {
      code: "draw.short",
      severity: "error",
      place: null,
      params: [],
      zh: "财务专家不够：差1名。",
      en: "One is missing.",
      remedy_zh: "减少人数。",
      remedy_en: "Ask for fewer.",
    };
    await shown(setupFixture(), {
      drawPool: () => Promise.resolve({ ...prepared().pool, problems: [problem] }),
    });
    await user.keyboard("{Control>}d{/Control}");
    expect(await pane().findByText("财务专家不够：差1名。")).toBeVisible();
    expect(pane().getByRole("button", { name: /准备抽取/ })).toBeDisabled();
    expect(pane().getByText("备选专家不够，先改方案")).toBeVisible();
  });

  it("asks why there is another draw, and leaves nobody out without a reason", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await shown(withDraws([drawn()]));
    await user.keyboard("{Control>}d{/Control}");
    expect(pane().queryByRole("button", { name: /准备抽取/ })).toBeNull();
    await user.click(pane().getByRole("button", { name: "再次抽取……" }));
    await pane().findAllByText("备选 4 名，排除 1 名");
    const prepare = pane().getByRole("button", { name: /准备抽取/ });
    expect(prepare).toBeDisabled();
    expect(pane().getByText("写了原因才能再次抽取")).toBeVisible();
    await user.type(pane().getByLabelText("再次抽取的原因"), "缺一名财务专家");
    await vi.waitFor(() => expect(prepare).toBeEnabled());
    expect(pane().getByRole("button", { name: "排除" })).toBeDisabled();
  });

  it("says why the register cannot be looked through", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await shown(setupFixture(), { drawPool: () => Promise.reject(refusal("io", "读不出来。")) });
    await user.keyboard("{Control>}d{/Control}");
    expect(await pane().findByText(/读不出来/)).toBeVisible();
    expect(pane().getByRole("button", { name: /准备抽取/ })).toBeDisabled();
  });
});

describe("a prepared draw", () => {
  it("comes first, waits for the words, and draws with them", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const drawDo = vi.fn(() => Promise.resolve(withDraws([drawn()])));
    await shown(withDraws([prepared()]), { drawDo });
    expect(pane().getByText(/请监督人员和在场人员先抄下承诺值/)).toBeVisible();
    expect(pane().getByRole("button", { name: /^抽取/ })).toBeDisabled();
    expect(pane().getByText("先由监督人员当场报出内容")).toBeVisible();
    expect(pane().queryByText("随机种子")).toBeNull();
    expect(pane().getByLabelText("当场报出的内容")).toHaveFocus();
    await user.type(pane().getByLabelText("当场报出的内容"), "831702");
    await user.type(pane().getByLabelText("报出人"), "孙示例");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(drawDo).toHaveBeenCalledWith("2026-01", "831702", "孙示例", null);
    const result = within(await screen.findByRole("table", { name: "第 1 次抽取的结果" }));
    expect(result.getAllByRole("row").map((row) => row.textContent)).toEqual([
      "名次姓名类别单位结果排序值",
      "1白示例技术白示例所在研究院 机械工程抽中000000000000…",
      "2顾示例技术顾示例所在研究院 机械工程候补111111111111…",
    ]);
    expect(pane().getByText("已按记录重算，结果一致")).toBeVisible();
    await user.click(pane().getByRole("button", { name: "列出全部 4 名" }));
    expect(result.getAllByRole("row")).toHaveLength(5);
  });

  it("is set aside with a reason only", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const aside = { at: "2026-01-19 09:05", by: "钱示例", reason: "漏了财务专家" };
    const drawSetAside = vi.fn(() => Promise.resolve(withDraws([prepared({ set_aside: aside })])));
    await shown(withDraws([prepared()]), { drawSetAside });
    await user.click(pane().getByRole("button", { name: "不抽了，作废" }));
    expect(pane().getByRole("button", { name: /作废本次抽取/ })).toBeDisabled();
    await user.type(pane().getByLabelText("作废的原因"), "漏了财务专家{Enter}");
    expect(drawSetAside).toHaveBeenCalledWith("2026-01", "漏了财务专家");
    expect(await pane().findByText("2026-01-19 09:05 由钱示例作废：漏了财务专家")).toBeVisible();
  });
});

describe("a drawn member", () => {
  it("is not taken off by hand, and goes by the call of the next alternate with a reason", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const drawCall = vi.fn(() => Promise.resolve(withDraws([drawn()])));
    await shown(withDraws([drawn()]), { drawCall });
    const panel = within(screen.getByRole("grid", { name: "专家组" }));
    const row = panel.getAllByRole("row")[1];
    expect(row).toHaveTextContent("抽取 1");
    await user.click(row as HTMLElement);
    expect(screen.getByRole("button", { name: /^移出/ })).toBeDisabled();
    await user.keyboard("{Alt>}c{/Alt}");
    const form = within(screen.getByRole("form", { name: "调用候补：替换沈示例" }));
    expect(form.getByText(/按次序由候补顾示例替换/)).toBeVisible();
    expect(form.getByRole("button", { name: /^替换/ })).toBeDisabled();
    await user.click(form.getByText("回避"));
    await user.type(form.getByLabelText("情况说明"), "与揭榜方有合作{Enter}");
    expect(drawCall).toHaveBeenCalledWith("2026-01", "E1", "recused", "与揭榜方有合作");
    await vi.waitFor(() => expect(screen.queryByRole("form", { name: /调用候补/ })).toBeNull());
  });
});

describe("a record", () => {
  it("lists who was called and why, what differs, and is saved where one says", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const call = { at: "2026-01-20 08:00", by: "钱示例", replaced: "沈示例", reason: "出差" };
    const differs = [
      {
        code: "draw.differs",
        severity: "error",
        place: null,
        params: [],
        zh: "备选名单摘要不符。",
        en: "It differs.",
        remedy_zh: "报告监督人员。",
        remedy_en: "Report it.",
      },
    ];
    const drawWrite = vi.fn((_: string, __: number, path: string) => Promise.resolve(path));
    const record = drawn({
      called: [
        { ...call, cause: "absent", alternate: "顾示例" },
        { ...call, cause: "absent", alternate: null },
      ],
      differs,
    });
    await shown(withDraws([record]), { drawWrite });
    await user.keyboard("{Control>}d{/Control}");
    const calls = within(pane().getByRole("list", { name: "调用候补" })).getAllByRole("listitem");
    expect(calls.map((one) => one.textContent)).toEqual([
      "2026-01-20 08:00　沈示例不能到会，由候补顾示例替换：出差",
      "2026-01-20 08:00　沈示例不能到会，没有候补，名额空出：出差",
    ]);
    expect(pane().getByText("备选名单摘要不符。")).toBeVisible();
    await user.type(pane().getByLabelText("存为"), "/tmp/抽取.json{Enter}");
    expect(drawWrite).toHaveBeenCalledWith("2026-01", 1, "/tmp/抽取.json");
    expect(await pane().findByText(/已存：\/tmp\/抽取.json/)).toBeVisible();
  });

  it("is there to read when nothing can be changed any more", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const view = withDraws([drawn()]);
    await shown({ ...view, session: { ...view.session, stage: "frozen" } });
    await user.keyboard("{Control>}d{/Control}");
    expect(pane().getByRole("table", { name: "第 1 次抽取的结果" })).toBeVisible();
    expect(pane().queryByRole("button", { name: /准备抽取/ })).toBeNull();
  });
});
