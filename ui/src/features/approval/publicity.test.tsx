import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Problem } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { posted, posting, serious, shown, toDecide, toPost } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

const problem = (code: string, severity: string, zh: string): Problem => ({
  ...(refusal(code, zh).problems[0] as Problem),
  severity,
});

const part = async (name: string) => within(await screen.findByRole("region", { name }));

describe("the publicity", () => {
  it("is not offered before the meeting decided", async () => {
    shown({}, toDecide());
    expect((await part("公示")).getByText("先登记会议审定")).toBeVisible();
    expect(screen.queryByRole("form", { name: "登记公示" })).toBeNull();
    expect((await part("异议")).getByText("公示之后才登记异议。")).toBeVisible();
  });

  it("is recorded with day and place, then shows its end as the calendar has it, and leads on to what comes next", async () => {
    const approvalPost = vi.fn(() => Promise.resolve(posted()));
    const { user } = shown({ approvalPost }, toPost());
    const form = within(await screen.findByRole("form", { name: "登记公示" }));
    expect(form.getByText("还缺：网址或者栏目")).toBeVisible();
    await user.type(form.getByLabelText(/^网址或者栏目/), "局网站“公示公告”");
    await user.click(form.getByRole("radio", { name: "当日起" }));
    await user.click(form.getByRole("radio", { name: "次日起" }));
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalPost).toHaveBeenCalledExactlyOnceWith("S-001", {
      posted_on: "2026-02-24",
      place: "局网站“公示公告”",
      same_day: false,
      because: "",
    });
    expect(await screen.findByText("2026-02-14 至 2026-02-27，5 个工作日，次日起")).toBeVisible();
    expect((await screen.findByText(/^下一步：公示期内受理异议/)).closest(".ap-next")).toHaveFocus();
  });

  it("says at the day that a year is not loaded", async () => {
    const { user } = shown(
      { approvalPost: () => Promise.reject(refusal("calendar.not_loaded", "2027年的节假日安排尚未导入。")) },
      toPost(),
    );
    const form = within(await screen.findByRole("form", { name: "登记公示" }));
    await user.type(form.getByLabelText(/^网址或者栏目/), "局网站{Enter}");
    expect(await form.findByText("2027年的节假日安排尚未导入。")).toBeVisible();
    expect(form.getByLabelText(/^公示日期/)).toHaveAttribute("aria-invalid", "true");
    expect(form.getByLabelText(/^公示日期/)).toHaveFocus();
  });

  it("warns where the calendar of today counts another end, and takes the proof", async () => {
    const recount = problem("publicity.end_changed", "warning", "按现在载入的日历，应到2026-02-28。");
    const approvalProve = vi.fn(() =>
      Promise.resolve(posted({ postings: [{ ...posting, proof: "截图.pdf" }] })),
    );
    const { user } = shown({ approvalProve }, posted({ postings: [{ ...posting, recount }] }));
    const section = await part("公示");
    expect(section.getByText("按现在载入的日历，应到2026-02-28。")).toBeVisible();
    expect(section.getByText("还没有附上")).toBeVisible();
    await user.click(section.getByRole("button", { name: "附上证明" }));
    await user.type(section.getByLabelText("网页截图或者打印件"), "/tmp/截图.pdf");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalProve).toHaveBeenCalledExactlyOnceWith("S-001", "/tmp/截图.pdf");
    expect(await section.findByText("截图.pdf")).toBeVisible();
    expect(section.getByRole("button", { name: "更换证明" })).toBeVisible();
  });

  it("is taken down with a reason, stays folded, and is posted again with another", async () => {
    const down = { ...posting, taken_down: ["2026-02-24", "单位名称有误"] as [string, string] };
    const approvalTakeDown = vi.fn(() => Promise.resolve(toPost({ postings: [down] })));
    const { user } = shown({ approvalTakeDown }, posted());
    const section = await part("公示");
    await user.click(section.getByRole("button", { name: "撤下公示" }));
    const form = within(section.getByRole("form", { name: "撤下公示" }));
    await user.click(form.getByRole("button", { name: /^撤下公示/ }));
    expect(approvalTakeDown).not.toHaveBeenCalled();
    expect(form.getByLabelText(/^撤下的理由/)).toHaveFocus();
    await user.type(form.getByLabelText(/^撤下的理由/), "单位名称有误{Enter}");
    expect(approvalTakeDown).toHaveBeenCalledExactlyOnceWith("S-001", "2026-02-24", "单位名称有误");
    expect(await section.findByText("已撤下的公示（1）")).toBeVisible();
    const again = within(section.getByRole("form", { name: "登记公示" }));
    expect(again.getByText("还缺：重新公示的理由")).toBeVisible();
    expect(again.getByLabelText(/^网址或者栏目/)).toHaveValue("局网站“公示公告”");
  });
});

describe("what comes next", () => {
  it("is one key away: into the form of the step, or to the button that opens one", async () => {
    const { user } = shown({}, toPost());
    await screen.findByRole("form", { name: "登记公示" });
    await user.keyboard("{Control>}g{/Control}");
    expect(screen.getByLabelText(/^公示日期/)).toHaveFocus();
    await user.keyboard("{Control>}/{/Control}");
    expect(await screen.findByRole("row", { name: /Ctrl ?G 到这一步/ })).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /Ctrl ?Enter 登记公示/ })).toBeInTheDocument();
  });

  it("leads to the objections while the publicity runs", async () => {
    const { user } = shown({}, posted());
    await screen.findByText("没有登记过异议。");
    await user.keyboard("{Control>}g{/Control}");
    expect(screen.getByRole("button", { name: /^登记异议/ })).toHaveFocus();
  });
});

describe("the announcement", () => {
  const running = problem("announce.publicity_running", "error", "公示期至2026-02-27，不能发布揭榜公告。");
  const bare = problem("publicity.no_proof", "warning", "还没有附上证明。");

  it("is kept back with its grounds while something blocks it", async () => {
    shown({}, posted({ blocked: [running] }));
    const section = await part("公告");
    expect(section.getByText("公示期至2026-02-27，不能发布揭榜公告。")).toBeVisible();
    expect(section.queryByRole("form")).toBeNull();
  });

  it("is made once nothing does, with what a human should look at beside it, and closes the decision", async () => {
    const made = { on: "2026-03-02", number: "并科公告〔2026〕2号", place: "局网站“公示公告”" };
    const approvalAnnounce = vi.fn(() =>
      Promise.resolve(posted({ step: "announced", announcement: made, blocked: [] })),
    );
    const { user } = shown(
      { approvalAnnounce },
      posted({ step: "to_announce", blocked: [bare], today: "2026-03-02" }),
    );
    const section = await part("公告");
    expect(section.getByText("还没有附上证明。")).toBeVisible();
    await user.type(section.getByLabelText(/^公告文号/), "并科公告〔2026〕2号");
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalAnnounce).toHaveBeenCalledExactlyOnceWith("S-001", made);
    expect(await section.findByText("2026-03-02 · 并科公告〔2026〕2号 · 局网站“公示公告”")).toBeVisible();
    // What the state forbids now is not shown.
    expect(screen.queryByRole("button", { name: /变更审定/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "撤下公示" })).toBeNull();
    expect(screen.queryByRole("button", { name: "附上证明" })).toBeNull();
    expect(screen.queryByRole("button", { name: /到这一步/ })).toBeNull();
  });
});
