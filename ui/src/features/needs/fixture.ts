import type { DemandForm, DemandLine, DemandsView, DemandView } from "../../backend";

export const FIELDS = ["特种金属材料", "新能源"];

export function lineOf(n: number, more: Partial<DemandLine> = {}): DemandLine {
  return {
    no: `X-00${n}`,
    title: `第${n}项工艺`,
    field: "特种金属材料",
    field_ok: true,
    priority: true,
    sponsor: "示例特钢股份有限公司",
    status: "complete",
    missing: [],
    total_investment: "12000.00",
    collected: { on: "2026-01-08", sender: "district", from: "示例区" },
    review: null,
    word: null,
    by_session: false,
    revised: null,
    batch: null,
    provincial: null,
    reason: "",
    ...more,
  };
}

export const LACKING = lineOf(2, {
  status: "collected",
  missing: ["indicators", "term"],
  total_investment: null,
  field: "人工智能",
  priority: false,
  field_ok: false,
});

export function allOf(demands: DemandLine[], more: Partial<DemandsView> = {}): DemandsView {
  return { fields: FIELDS, demands, next_no: "X-009", undoable: null, ...more };
}

export const FORM: DemandForm = {
  no: "X-001",
  title: "第1项工艺",
  field: "特种金属材料",
  field_reason: "",
  sponsor: "示例特钢股份有限公司",
  sponsor_code: "",
  contact: "韩示例",
  phone: "",
  background: "现有产品宽度受限。",
  content: "研究轧制工艺。",
  indicators: "成材率不低于92%。",
  start: "",
  end: "",
  term_months: "36",
  total_investment: "12000.00",
  rd_total: "",
  requirements: "具有中试平台。",
  scene: "",
  race_allowed: null,
  collected: { on: "2026-01-08", sender: "district", from: "示例区" },
};

export function viewOf(line: DemandLine, more: Partial<DemandView> = {}): DemandView {
  return {
    line,
    form: { ...FORM, no: line.no, title: line.title },
    editable: ["collected", "complete", "returned", "proposed"].includes(line.status),
    notes: [],
    findings: [],
    moves: [{ at: "2026-01-20 08:30", to: line.status, reason: "" }],
    papers: [],
    file: null,
    ...more,
  };
}
