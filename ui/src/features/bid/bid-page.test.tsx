import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type BidFinding, type BidForm, type BidView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { BidPage } from "./bid-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const result = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return result.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const FORM: BidForm = {
  challenge_no: "BD-1",
  title: "宽幅极薄带轧制工艺研究",
  field: "特种金属材料",
  sponsor: "示例特钢股份有限公司",
  sponsor_code: "",
  solver: "示例理工大学",
  participants: ["示例研究院"],
  start: "2026-04-01",
  end: "2029-03-31",
  total_investment: "",
  rd_total: "1000.00",
  fiscal: "300.00",
  self_raised: "700.00",
  self_raised_proof: "",
  approval_no: "",
  people_total: "10",
  people_young: "5",
  budget: ["equipment", "business", "labour", "indirect"].map((subject) => ({
    subject,
    requested: { fiscal: "75.00", self_raised: "175.00" },
  })),
  agreement: { signed_on: "", content: "", funding: "", talent: "", ownership: "" },
  people: [{ role: "chief_engineer", name: "冯示例", unit: "", birth_year: "" }],
  milestones: [],
  roadshow: false,
  roadshow_note: "",
};

const finding = (field: string, severity: string, zh: string, article: string | null): BidFinding => ({
  field,
  article,
  problem: {
    code: `test.${field}`,
    severity,
    place: null,
    params: [],
    zh,
    en: zh,
    remedy_zh: "照此处理。",
    remedy_en: "Do this.",
  },
});

const YOUTH = { all: 10, young: 5, unsure: 0, unknown: 0, share: "50.00%", listed: false };

const VIEW: BidView = {
  batch: "第一批",
  no: "JB-1",
  form: FORM,
  checked: {
    findings: [
      finding("people", "warning", "青年占比偏低。", "四（四）"),
      finding("agreement", "error", "揭榜协议缺少四项。", "四（四）"),
      finding("self_raised_proof", "warning", "没有证明材料。", null),
    ],
    youth: YOUTH,
  },
  fields: ["特种金属材料", "新能源"],
  youth_rule: { age_limit: 40, reference: "" },
  rivals: [{ no: "JB-2", solver: "中北大学", fiscal: "200.00" }],
  race: null,
  papers: [
    { id: "ab12".repeat(16), kind: "plan", name: "方案.pdf", size: 4_200_000, format: "pdf", pages: 36 },
    {
      id: "cd34".repeat(16),
      kind: "agreement",
      name: "协议.docx",
      size: 90_000,
      format: "docx",
      pages: null,
    },
  ],
  frozen: null,
};

function shown(given: Partial<Backend>, view: BidView = VIEW, dropped: string | null = null) {
  const onBack = vi.fn();
  const backend = double({ bid: () => Promise.resolve(view), bidCheck: async () => view.checked, ...given });
  render(
    <BackendProvider value={backend}>
      <BidPage batch="第一批" no="JB-1" dropped={dropped} onBack={onBack} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onBack };
}

const typed = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const findings = () => within(screen.getByRole("region", { name: "核对" })).getAllByRole("listitem");

describe("one bid's record", () => {
  it("shows what must change first, each finding with its article or that it is practice", async () => {
    shown({});
    expect(await screen.findByRole("heading", { name: /JB-1 宽幅极薄带轧制工艺研究/ })).toBeVisible();
    const all = findings();
    expect(all.map((one) => one.dataset.severity)).toEqual(["error", "warning", "warning"]);
    expect(all[0]).toHaveTextContent("揭榜协议缺少四项。");
    expect(all[0]).toHaveTextContent("四（四）");
    expect(all[2]).toHaveTextContent("惯例");
    expect(screen.getByText("5 / 10 人，50.00%")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("checks what is typed as it is typed", async () => {
    const bidCheck = vi.fn(async () => ({ findings: [], youth: YOUTH }));
    const { user } = shown({ bidCheck });
    await user.click(await screen.findByRole("button", { name: /修改/ }));
    expect(screen.getByText("还没有改动")).toBeVisible();
    typed("合作内容", "联合攻关");
    expect(screen.getByText("先写修改理由")).toBeVisible();
    await waitFor(() =>
      expect(bidCheck).toHaveBeenLastCalledWith("第一批", "JB-1", {
        ...FORM,
        agreement: { ...FORM.agreement, content: "联合攻关" },
      }),
    );
    expect(await screen.findByText("没有发现问题。")).toBeVisible();
  });

  it("saves people that were added, with the reason", async () => {
    const bidSave = vi.fn(async (_batch: string, _no: string, form: BidForm) => ({ ...VIEW, form }));
    const { user } = shown({ bidSave });
    await user.click(await screen.findByRole("button", { name: /修改/ }));
    await user.click(screen.getByRole("button", { name: "添加一人" }));
    typed("第 2 人姓名", "甲示例");
    typed("第 2 人出生年份", "1990");
    typed("修改理由", "企业补交");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(bidSave).toHaveBeenCalledOnce());
    const [, , form, reason] = bidSave.mock.calls[0] as unknown as [string, string, BidForm, string];
    expect([form.people.length, form.people[1]?.birth_year, reason]).toEqual([2, "1990", "企业补交"]);
    expect(await screen.findByRole("button", { name: /修改/ })).toBeVisible();
  });

  it("keeps what was typed when saving is refused", async () => {
    const { user } = shown({
      bidSave: () => Promise.reject(refusal("rules.changed_after_freeze", "规则已冻结。")),
    });
    await user.click(await screen.findByRole("button", { name: /修改/ }));
    typed("经费", "按进度拨付");
    typed("修改理由", "补充");
    await user.click(screen.getByRole("button", { name: /保存/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("规则已冻结。");
    expect(screen.getByLabelText("经费")).toHaveValue("按进度拨付");
  });

  it("says which session froze it, and offers no change", async () => {
    shown({}, { ...VIEW, frozen: { session_no: "论证2026-01-03", at: "2026-01-20 09:30" } });
    expect(await screen.findByText(/会议 论证2026-01-03 的规则已于 2026-01-20 09:30 冻结/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /修改/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "登记选择" })).toBeNull();
  });

  it("records how many bids the sponsor wants, with its written word", async () => {
    const raceSet = vi.fn(async () => {});
    const { user } = shown({ raceSet });
    expect(await screen.findByText("JB-2 中北大学，申请 200.00 万元")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "登记选择" }));
    const winners = screen.getByLabelText("最多支持几个");
    await user.clear(winners);
    await user.type(winners, "2");
    typed("书面意见", "企业函〔2026〕3号");
    await user.click(screen.getByRole("button", { name: "保存选择" }));
    await waitFor(() =>
      expect(raceSet).toHaveBeenCalledWith("第一批", "BD-1", {
        winners: 2,
        evidence: "企业函〔2026〕3号",
        on: "",
      }),
    );
  });

  it("shows kind, pages and digest of papers, and takes a dropped file as the one to attach", async () => {
    const paperAttach = vi.fn(async () => VIEW.papers[0] as BidView["papers"][number]);
    const { user } = shown({ paperAttach }, VIEW, "/u盘/补充.pdf");
    const papers = within(await screen.findByRole("region", { name: "材料" }));
    expect(papers.getByText(/PDF · 4.2 MB · 36 页/)).toBeVisible();
    expect(papers.getByText("摘要 ab12ab12ab12ab12")).toBeVisible();
    expect(papers.getByText(/Word 文档不能在这里看/)).toBeVisible();
    expect(papers.queryByRole("button", { name: "看 协议.docx" })).toBeNull();
    expect(papers.getByLabelText("文件（PDF、Word 或图片）")).toHaveValue("/u盘/补充.pdf");
    expect(papers.getByRole("button", { name: "附上" })).toBeDisabled();
    await user.click(papers.getByLabelText("是什么材料"));
    await user.click(await screen.findByTitle("佐证材料"));
    await user.click(papers.getByRole("button", { name: "附上" }));
    await waitFor(() =>
      expect(paperAttach).toHaveBeenCalledWith("第一批", "JB-1", "evidence", "/u盘/补充.pdf"),
    );
  });

  it("goes back by Esc, but not while something is typed", async () => {
    const { user, onBack } = shown({});
    await user.click(await screen.findByRole("button", { name: /修改/ }));
    typed("经费", "改");
    await user.keyboard("{Escape}");
    expect(onBack).not.toHaveBeenCalled();
    expect(screen.getByLabelText("经费")).toHaveValue("改");
    await user.click(screen.getByRole("button", { name: "放弃修改" }));
    await user.keyboard("{Escape}");
    expect(onBack).toHaveBeenCalledOnce();
  });
});
