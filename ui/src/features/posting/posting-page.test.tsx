import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  BackendProvider,
  type Backend,
  type BatchView,
  type DemandLine,
  type ListsView,
} from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { PostingPage } from "./posting-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

function lineOf(n: number): DemandLine {
  return {
    no: `X-00${n}`,
    title: `第${n}项工艺`,
    field: "特种金属材料",
    field_ok: true,
    priority: true,
    sponsor: "示例特钢股份有限公司",
    status: "proposed",
    missing: [],
    total_investment: "12000.00",
    collected: null,
    review: "需求论证2026-01",
    word: null,
    by_session: false,
    revised: null,
    batch: null,
    provincial: null,
    reason: "",
  };
}

const decision = {
  on: "2026-01-22",
  number: "第3次",
  by: "局务会议",
  attendance: "班子成员",
  left_out: [] as [string, string][],
};

const batch: BatchView = {
  name: "2026年第一批",
  office: "示例市科学技术局",
  made_on: "2026-01-20",
  grounds: ["urgency", "money"],
  ground_text: "",
  expired_reason: null,
  listed: [
    { challenge_no: null, demand: lineOf(1) },
    { challenge_no: null, demand: lineOf(2) },
  ],
  total_investment: "24000.00",
  study: null,
  approval: null,
  publication: null,
  corrections: [],
  obstacles: [],
};

const lists = (more: Partial<ListsView> = {}): ListsView => ({
  batches: [batch],
  proposed: [lineOf(3)],
  office: "示例市科学技术局",
  today: "2026-01-20",
  valid_to: "2026-07-14",
  ...more,
});

function shown(view: ListsView, given: Partial<Backend> = {}) {
  const onGo = vi.fn();
  const backend = double({ lists: () => Promise.resolve(view), ...given });
  render(
    <BackendProvider value={backend}>
      <PostingPage onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onGo, backend };
}

const dock = () => within(screen.getByRole("complementary", { name: "审定和张榜" }));
const opened = () => screen.findByRole("complementary", { name: "审定和张榜" });

describe("publishing a list", () => {
  it("sends one to the selection while nothing is proposed, and says what went wrong", async () => {
    const { user, onGo } = shown(lists({ batches: [], proposed: [] }));
    await user.click(await screen.findByRole("button", { name: "去榜单凝练" }));
    expect(onGo).toHaveBeenCalledWith("/list");
  });

  it("says what went wrong", async () => {
    shown(lists(), { lists: () => Promise.reject(refusal("vault.damaged", "读不出来。")) });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
  });

  it("makes a batch by the grounds of 四（三）, and after the policy's last day with a reason", async () => {
    const batchMake = vi.fn(() => Promise.resolve());
    const { user } = shown(lists({ batches: [], today: "2026-07-15" }), { batchMake });
    await screen.findByRole("heading", { name: "还没有批次" });
    await user.keyboard("{Control>}n{/Control}");
    expect(screen.getByText(/2026-07-15 已在政策有效期（至 2026-07-14）之外/)).toBeVisible();
    await user.type(screen.getByLabelText("批次名称"), "2026年第二批");
    await user.click(screen.getByRole("checkbox", { name: "重要急需程度" }));
    expect(screen.getByRole("status")).toHaveTextContent("还没有填：有效期外新建批次的理由");
    await user.type(screen.getByLabelText("有效期外新建批次的理由"), "续用");
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(batchMake).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ grounds: ["urgency"], expired_reason: "续用", demands: ["X-003"] }),
    );
  });

  it("reorders and lengthens the list until the meeting", async () => {
    const batchList = vi.fn(() => Promise.resolve());
    const { user } = shown(lists(), { batchList });
    expect(await screen.findByText("2026年第一批 · 2 项 · 总投资 24,000.00 万元")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "下移 X-001" }));
    expect(batchList).toHaveBeenLastCalledWith("2026年第一批", ["X-002", "X-001"]);
    await user.click(screen.getByRole("button", { name: "列入 X-003" }));
    expect(batchList).toHaveBeenLastCalledWith("2026年第一批", ["X-001", "X-002", "X-003"]);
    expect(await serious()).toEqual([]);
  });

  it("records the meeting before the city, with what it left out and why", async () => {
    const batchDecide = vi.fn(() => Promise.resolve());
    const { user } = shown(lists(), { batchDecide });
    await opened();
    expect(await dock().findByText("先登记会议研究")).toBeVisible();
    await user.click(dock().getByRole("button", { name: "登记会议研究" }));
    expect(dock().getByText("还没有填：文号或者会议纪要编号、决定机构、出席人员")).toBeVisible();
    await user.type(dock().getByLabelText("文号或者会议纪要编号"), "第3次");
    await user.type(dock().getByLabelText("决定机构"), "局务会议");
    await user.type(dock().getByLabelText("出席人员"), "班子成员");
    await user.type(dock().getByLabelText("理由 X-002"), "经费不足");
    await user.click(dock().getByRole("button", { name: "登记" }));
    expect(batchDecide).toHaveBeenCalledExactlyOnceWith("2026年第一批", "study", {
      on: "2026-01-20",
      number: "第3次",
      by: "局务会议",
      attendance: "班子成员",
      left_out: [["X-002", "经费不足"]],
    });
  });

  it("numbers, and publishes only once both decisions stand and every challenge has its number", async () => {
    const batchNumber = vi.fn(() => Promise.resolve());
    const batchPublish = vi.fn(() => Promise.resolve());
    const decided = { ...batch, study: decision, approval: { ...decision, by: "市政府常务会议" } };
    const { user, backend } = shown(lists({ batches: [decided] }), { batchNumber, batchPublish });
    await opened();
    expect(await dock().findByText("先登记榜单编号")).toBeVisible();
    expect(screen.queryByRole("button", { name: "下移 X-001" })).toBeNull();
    const numbered = decided.listed.map((one, n) => ({ ...one, challenge_no: `2026-01-0${n + 1}` }));
    backend.lists = () => Promise.resolve(lists({ batches: [{ ...decided, listed: numbered }] }));
    await user.click(dock().getByRole("button", { name: "按次序编号" }));
    expect(batchNumber).toHaveBeenCalledExactlyOnceWith("2026年第一批", "2026-01");
    await user.type(await dock().findByLabelText("揭榜截止日期"), "2026-03-10");
    await user.type(dock().getByLabelText("报送地点"), "高新科");
    expect(await serious()).toEqual([]);
    await user.click(dock().getByRole("button", { name: "张榜" }));
    expect(batchPublish).toHaveBeenCalledExactlyOnceWith(
      "2026年第一批",
      expect.objectContaining({ on: "2026-01-20", deadline_day: "2026-03-10", deadline_time: "17:00" }),
    );
  });

  it("saves the public copy where one says, and shows what was refused", async () => {
    const listSave = vi
      .fn()
      .mockRejectedValueOnce(refusal("io", "写不进去。"))
      .mockResolvedValue({ path: "/tmp/榜单.pdf", digest: null, pages: 3 });
    const { user } = shown(lists(), { listSave });
    await opened();
    await user.click(await dock().findByRole("radio", { name: "网上发布版（PDF）" }));
    await user.type(dock().getByLabelText("保存到"), "/tmp/榜单.pdf{Enter}");
    await opened();
    expect(await dock().findByText("写不进去。")).toBeVisible();
    await user.click(dock().getByRole("button", { name: "保存" }));
    await opened();
    expect(await dock().findByText("已保存到 /tmp/榜单.pdf")).toBeVisible();
    expect(listSave).toHaveBeenLastCalledWith("2026年第一批", "public", "/tmp/榜单.pdf");
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    shown(lists());
    expect(await screen.findByText("2026年第一批 · 2 challenges · investment 24,000.00 万元")).toBeVisible();
  });
});
