import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type AskedView, type DeskView } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { problem, TITLES } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";
import { Notices } from "./notices";

beforeEach(() => i18n.changeLanguage("zh"));

const what = problem("amended.late_bid", "", "补充方案BID-05，排在最后");
const word = {
  at: "2026-01-20 10:05",
  by: "钱示例",
  approved_by: "章示例",
  reason: "邮寄晚到",
  signed: 0,
  digest: "ab12",
};
const asked: AskedView = {
  bid_no: "BID-02",
  title: "示例项目",
  criterion: null,
  criterion_name: null,
  own: "52",
  above: false,
  share: null,
  limit: "30%",
  state: "open",
  reason: "",
};

function show(view: Partial<DeskView>) {
  const onScores = vi.fn();
  const onAsked = vi.fn();
  const { unmount } = render(
    <BackendProvider value={double({})}>
      <Notices view={{ ...new DeskMemory().view, ...view }} onScores={onScores} onAsked={onAsked} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup({ delay: null }), onScores, onAsked, unmount };
}

const lines = () => within(screen.getByRole("region", { name: "请先看" })).getAllByRole("status");

describe("what an expert should know before going on", () => {
  it("takes two lines at most, the most urgent first, and the rest on demand", async () => {
    const { user, onAsked } = show({
      asked: [asked],
      given_back: ["BID-03", "BID-05"],
      late: ["BID-05"],
      amended: [
        { ...word, version: 2, what },
        { ...word, version: 3, what },
      ],
    });
    expect(lines().map((line) => line.textContent.trim())).toEqual([
      "秘书处请您复核 1 处偏离的评分",
      expect.stringMatching(/^退回：BID-03/),
    ]);
    await user.click(screen.getByRole("button", { name: "偏离复核" }));
    expect(onAsked).toHaveBeenCalledOnce();
    const fold = screen.getByRole("button", { name: "展开，另有 3 条" });
    expect(fold).toHaveAttribute("aria-expanded", "false");
    await user.click(fold);
    expect(lines()).toHaveLength(5);
    expect(fold, "the keyboard stays where it is").toHaveFocus();
    expect(lines()[3]).toHaveTextContent(/第 3 版.*补充方案BID-05，排在最后。理由：邮寄晚到。/);
    await user.click(screen.getByRole("button", { name: "收起" }));
    expect(lines()).toHaveLength(2);
  });

  it("speaks of sheets signed before an amendment only where some were, and knows nothing of other experts' sheets", () => {
    const { bids } = new DeskMemory().view;
    const anew = bids.map((bid) => ({ ...bid, confirm: bid.no === "BID-02" }));
    const sheet = {
      ...problem("amended.sheet", "", "评分表修订：甲改乙；此前签署的评分留存，不计入"),
      params: [["edits", "甲改乙"]] as [string, string][],
    };
    const left = {
      ...problem("amended.taken_out", "", "周示例退出评审；已签的评分留存，不计入"),
      params: [["expert", "周示例"]] as [string, string][],
    };
    const amended = [
      { ...word, version: 2, what: left },
      { ...word, version: 3, what: sheet },
    ];
    const { unmount } = show({ bids: anew, amended });
    const said = () => screen.getByRole("region", { name: "请先看" });
    expect(lines()[0]).not.toHaveTextContent("留存");
    expect(lines()[1]).toHaveTextContent("评分表修订：甲改乙。");
    expect(said()).not.toHaveTextContent("留存");
    unmount();
    show({ bids: anew, amended: [{ ...word, signed: 4, version: 3, what: sheet }], signed_before: true });
    expect(lines()[0]).toHaveTextContent("您修订前签的评分留存，不计入。");
    expect(lines()[1]).toHaveTextContent("此前签署的评分留存，不计入");
  });

  it("says nothing where there is nothing to say", () => {
    show({});
    expect(screen.queryByRole("region", { name: "请先看" })).toBeNull();
  });

  it("names a bid by number and title: its place in this list is another one than on the board", () => {
    show({ given_back: ["BID-03"] });
    expect(lines()[0]).toHaveTextContent(`退回：BID-03“${TITLES[2] ?? ""}”，可以评分。`);
    expect(lines()[0]).not.toHaveTextContent(/第 \d 项/);
  });

  it("tells nobody who still owes other sheets that the rest need not be scored", () => {
    // One was returned, one of an earlier amendment waits to be confirmed.
    const { bids } = new DeskMemory().view;
    const owed = bids.map((bid) => ({ ...bid, confirm: bid.no === "BID-02" }));
    show({ bids: owed, given_back: ["BID-03", "BID-05"], late: ["BID-05"] });
    expect(lines()[1]).toHaveTextContent("另有 2 项也还没有评完。");
    expect(lines()[1]).not.toHaveTextContent("不用重评");
  });

  it("says it to who owes the late bid alone", () => {
    show({ given_back: ["BID-05"], late: ["BID-05"] });
    expect(lines()[0]).toHaveTextContent("其他各项仍锁定，不用重评。");
  });

  it("says that the scores are locked, with what is left to do", async () => {
    const { user, onScores } = show({ locked_at: "2026-01-20 11:40" });
    expect(lines()[0]).toHaveTextContent("已于 2026-01-20 11:40 锁定并签名。 只能看，不能改。");
    await user.click(screen.getByRole("button", { name: "交评分包" }));
    expect(onScores).toHaveBeenCalledOnce();
  });
});
