import type { Backend, IntakeFinding, IntakeView, SheetCell, SheetRow } from "../../backend";
import { double } from "../../backend/double";

/** A file for tests: bids from row 4 to `last`, a merged title, a header of one row, a total. */
const FIELDS = [
  { field: "no", zh: "编号", en: "number" },
  { field: "challenge", zh: "榜题", en: "challenge" },
  { field: "field", zh: "领域", en: "field" },
  { field: "rd_total", zh: "研发投入总额", en: "R&D input" },
];
const HEADER = ["方案编号", "项目名称", "所属领域", "研发投入（万元）"];
const LETTERS = ["A", "B", "C", "D"];

export function finding(
  severity: "error" | "warning",
  code: string,
  cell: string,
  zh: string,
  params: [string, string][] = [],
): IntakeFinding {
  const problem = {
    code,
    severity,
    place: `方案!${cell}`,
    params,
    zh,
    en: `found ${code} at ${cell}`,
    remedy_zh: "照此改正。",
    remedy_en: "Correct it.",
  };
  return { problem, sheet: "方案", row: Number(cell.slice(1)), cell };
}

export const FINDINGS = [
  finding("error", "missing_value", "D7", "“研发投入总额”为空，该项必填。", [["field", "rd_total"]]),
  finding("error", "field_unknown", "C9", "领域“检测仪器”不在七个重点领域之内。", [
    ["value", "检测仪器"],
    ["proposal", "高端装备制造产业"],
  ]),
  finding("warning", "formula_cached", "D5", "是公式，读取的是“3200”。", [["field", "rd_total"]]),
  finding("warning", "formula_cached", "D6", "是公式，读取的是“3300”。", [["field", "rd_total"]]),
];

export function viewOf(more: Partial<IntakeView> = {}, last = 12): IntakeView {
  const findings = more.findings ?? FINDINGS;
  const count = (severity: string) => findings.filter((one) => one.problem.severity === severity).length;
  return {
    file: "方案汇总表.xlsx",
    file_digest: "ab".repeat(32),
    format: "xlsx",
    sheets: [
      {
        name: "方案",
        hidden: false,
        last_row: last,
        last_column: 4,
        own: false,
        tables: [
          {
            kind: "bid",
            kind_chosen: false,
            at: "A3",
            remembered: null,
            header_rows: [3],
            rows: last - 4,
            columns: FIELDS.map(({ field }, index) => ({
              letters: LETTERS[index] ?? "",
              field: index === 1 ? null : field,
              chosen: index === 2,
              remembered: false,
              held_back: null,
              hidden: index === 2,
            })),
            fields: FIELDS,
          },
        ],
      },
      { name: "说明", hidden: true, last_row: 0, last_column: 0, own: false, tables: [] },
    ],
    findings,
    left_out: [],
    corrected: [],
    bids: last - 4,
    demands: 0,
    own_demands: 0,
    experts: 0,
    budget_lines: 0,
    people: 0,
    milestones: 0,
    not_taken: [],
    errors: count("error"),
    warnings: count("warning"),
    undo: 0,
    sender: null,
    ...more,
  };
}

const cell = (column: number, text: string, more: Partial<SheetCell> = {}): SheetCell => ({
  column,
  text,
  number: column === 4,
  corrected: false,
  columns: 1,
  rows: 1,
  ...more,
});

/** Row `row` of the sheet; rows without a cell are left out. */
function rowOf(view: IntakeView, row: number, last: number): SheetRow[] {
  const of = (kind: SheetRow["kind"], cells: SheetCell[]) => [{ row, kind, hidden: row === 8, cells }];
  if (row === 1) {
    return of("other", [cell(1, "2026年第一批汇总表", { columns: 4 })]);
  }
  if (row === 2) {
    return [];
  }
  if (row === 3) {
    return of(
      "header",
      HEADER.map((text, index) => cell(index + 1, text)),
    );
  }
  if (row === last) {
    return of("other", [cell(1, "合计"), cell(4, "603418.00")]);
  }
  const out = view.left_out.some((one) => one.row === row);
  const texts = [`JB-${row}`, `项目${row}`, row === 9 ? "检测仪器" : "新能源", row === 7 ? "" : "3200.00"];
  const typed = (at: string) => view.corrected.find((one) => one.cell === at);
  const cells = texts.map((text, index) => {
    const changed = typed(`${LETTERS[index]}${row}`);
    return cell(index + 1, changed?.text ?? text, { corrected: changed !== undefined });
  });
  return of(
    out ? "left_out" : "data",
    cells.filter((one) => one.text !== ""),
  );
}

/** A backend with one file, which does what it is told; `asked` notes what it was told. */
export function intakeDouble(given: Partial<Backend> = {}, first = viewOf(), last = 12) {
  let view = first;
  const asked: string[] = [];
  const before: IntakeView[] = [];
  const edit = (said: string, next: Partial<IntakeView>) => {
    asked.push(said);
    before.push(view);
    view = { ...view, undo: view.undo + 1, ...next };
    return Promise.resolve(view);
  };
  const without = (at: string) => {
    const findings = view.findings.filter((one) => one.cell !== at);
    const errors = findings.filter((one) => one.problem.severity === "error").length;
    return { findings, errors };
  };
  const backend = double({
    chooseFile: () => Promise.resolve("/media/stick/方案汇总表.xlsx"),
    intakeOpen: () => Promise.resolve(view),
    intakeRows: (sheet, from, count) => {
      asked.push(`rows ${sheet} ${from} ${count}`);
      const rows = Array.from({ length: count }, (_, index) => from + index);
      return Promise.resolve(rows.flatMap((row) => rowOf(view, row, last)));
    },
    intakeCorrect: (sheet, at, text) =>
      edit(`correct ${sheet} ${at} ${text}`, {
        ...without(at),
        corrected: [...view.corrected, { sheet, cell: at, was: "", text }],
      }),
    intakeDrop: (sheet, row, reason) =>
      edit(`drop ${sheet} ${row} ${reason}`, {
        left_out: [...view.left_out, { sheet, row, reason, with_bid: false }],
      }),
    intakeKeep: (sheet, row) =>
      edit(`keep ${sheet} ${row}`, { left_out: view.left_out.filter((one) => one.row !== row) }),
    intakeMap: (sheet, letters, field) => edit(`map ${sheet} ${letters} ${field}`, {}),
    intakeBatch: (batch) => {
      asked.push(`batch ${batch}`);
      return Promise.resolve(view);
    },
    intakeAmend: (sheet, row, replace) =>
      edit(`amend ${sheet} ${row} ${replace}`, {
        findings: view.findings.map((one) =>
          one.row === row && one.problem.code.startsWith("import.")
            ? { ...one, problem: { ...one.problem, code: replace ? "import.replaces" : "import.in_vault" } }
            : one,
        ),
      }),
    intakeAmendAll: (replace) =>
      edit(`amend all ${replace}`, {
        findings: view.findings.map((one) =>
          /^import\.(in_vault|replaces)$/.test(one.problem.code)
            ? { ...one, problem: { ...one.problem, code: replace ? "import.replaces" : "import.in_vault" } }
            : one,
        ),
      }),
    intakeTakeAs: (sheet, at, kind) =>
      edit(`take ${sheet} ${at} ${kind}`, {
        sheets: view.sheets.map((one) =>
          one.name === sheet
            ? { ...one, tables: one.tables.map((table) => ({ ...table, kind, kind_chosen: true })) }
            : one,
        ),
      }),
    intakeUnit: (sheet, unit) => edit(`unit ${sheet} ${unit}`, {}),
    intakeForget: (fingerprint) => edit(`forget ${fingerprint}`, {}),
    intakeSendBack: (path) => {
      asked.push(`send back ${path}`);
      return Promise.resolve({ path, own: true, findings: 4, places: 4 });
    },
    intakeUndo: () => {
      asked.push("undo");
      view = before.pop() ?? view;
      return Promise.resolve(view);
    },
    intakeImport: (batch) => {
      asked.push(`import ${batch}`);
      return Promise.resolve({
        bids: view.bids,
        experts: view.experts,
        demands: view.demands,
        journal_seq: 41,
      });
    },
    intakeClose: () => {
      asked.push("close");
      return Promise.resolve();
    },
    stop: () => {
      asked.push("stop");
      return Promise.resolve();
    },
    ...given,
  });
  return { backend, asked };
}
