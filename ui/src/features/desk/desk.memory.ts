import type {
  Backend,
  CriterionView,
  DeskBid,
  DeskEdit,
  DeskLine,
  DeskSaved,
  DeskView,
  PaperCard,
} from "../../backend";
import { withAnswer } from "./lines";
import { chainOf, entered, number, sum } from "./desk.sums";
import { CRITERIA, line, LINES, MEETING, problem, TITLES, withParts } from "./desk.fixture";

// For tests: a desk that answers like the program. The sums here are those of a test, not of the window.

/** A desk in memory. */
export class DeskMemory {
  readonly criteria: CriterionView[];
  readonly finance: boolean;
  papers: PaperCard[] = [];
  view: DeskView;
  readonly bids = new Map<string, DeskBid>();
  clock = 0;
  /** Items that wait to be confirmed since the sheet was amended. */
  readonly toConfirm = new Set<string>();

  constructor({ finance = false, pledged = true, count = 5, parts = false } = {}) {
    this.finance = finance;
    const criteria = parts ? withParts(CRITERIA) : CRITERIA;
    this.criteria = finance ? criteria.slice(5) : criteria;
    const nos = Array.from({ length: count }, (_, at) => `BID-${String(at + 1).padStart(2, "0")}`);
    nos.forEach((no, at) => {
      if (finance || at > 0) {
        this.bids.set(no, this.#fresh(no, at));
      }
    });
    this.view = {
      meeting: MEETING,
      kind: "bid",
      title: "2026 年第一批揭榜方案论证会",
      expert_no: finance ? "E7" : "E2",
      name: finance ? "钱示例" : "赵示例",
      category: finance ? "finance" : "technical",
      pledged_at: pledged ? "2026-01-20 08:40" : null,
      locked_at: null,
      pledge: ["一、独立、客观、公正地评审。", "二、不泄露评审内容和结果。"],
      criteria: this.criteria,
      own_max: finance ? "15" : "100",
      step: "0.5",
      bids: nos.map((no, at) => this.#line(no, at)),
      rules_digest: Array.from({ length: 16 }, () => "5be8").join(" "),
      missing: [],
      given_back: [],
      late: [],
      amended: [],
      signed_before: false,
      scale: { items: count, low: "60", high: "90", mean: "75.00", all_equal: false },
      asked: [],
      declared: [],
    };
    this.#look();
  }

  #fresh(no: string, at: number): DeskBid {
    return {
      no,
      position: at + 1,
      title: TITLES[at % TITLES.length] ?? no,
      field: "高端装备制造",
      sponsor: "示例轨道交通设备有限公司",
      solver: "示例理工大学",
      participants: ["示例研究院"],
      chief_engineer: "孙示例",
      demand: null,
      project: null,
      fiscal: "1,458.00",
      rd_total: "4,860.00",
      papers: this.papers,
      marks: [],
      subs: [],
      so_far: [],
      total: "0",
      lines: LINES.map(line),
      chain: null,
      vote: null,
      merits: "",
      problems: "",
      advice: "",
      note: "",
      gates: [],
      abstain: null,
      change: null,
      returned: null,
      versions: 0,
      others: [],
      missing: [],
      saved_at: null,
    };
  }

  #line(no: string, at: number): DeskLine {
    const bid = this.bids.get(no);
    const abstained = bid?.abstain != null;
    const base = {
      no,
      position: at + 1,
      race: at === 4 ? "甲" : null,
      criteria: this.criteria.length,
      abstained,
      confirm: this.toConfirm.has(no),
      budget_open: bid !== undefined && !abstained && this.#budgetOpen(bid),
    };
    if (bid === undefined) {
      return { ...base, title: null, race: null, state: "recused", marked: 0, total: null };
    }
    const begun = bid.saved_at !== null;
    const done = bid.missing.length === 0;
    return {
      ...base,
      title: bid.title,
      state: done ? "done" : begun ? "part" : "none",
      marked: bid.marks.length,
      total: done && !abstained ? bid.total : null,
    };
  }

  /** As the program has it: of a finance expert each line, of others what they began. */
  #budgetOpen({ lines }: DeskBid): boolean {
    const judges = this.finance || lines.some(({ recommended }) => recommended !== null);
    return judges && lines.some(({ recommended, needs_reason }) => recommended === null || needs_reason);
  }

  #look(): void {
    for (const bid of this.bids.values()) {
      bid.papers = this.papers;
      bid.total = String(sum([...bid.marks, ...bid.so_far].map(([, mark]) => number(mark))));
      bid.missing = [
        ...(this.toConfirm.has(bid.no)
          ? [problem("score.confirm", `bid/${bid.no}/confirm`, "评分表已修订，待确认")]
          : []),
        ...this.criteria
          .filter(({ id }) => !bid.marks.some(([marked]) => marked === id))
          .map(({ id, name_zh }) => problem("score.incomplete", `bid/${bid.no}/${id}`, `${name_zh}未评`)),
        ...bid.gates
          .filter(({ yes }) => yes === null)
          .map(({ id }) => problem("gate.unanswered", `bid/${bid.no}/${id}`, "否决事项没有回答")),
        ...bid.gates
          .filter((gate) => gate.needs_reason)
          .map(({ id }) => problem("gate.reason", `bid/${bid.no}/${id}`, "否决事项没有写明依据")),
        ...bid.lines
          .filter((one) => one.needs_reason)
          .map(({ zh }) => problem("budget.cut_without_reason", `bid/${bid.no}/${zh}`, `${zh}核减未写理由`)),
      ];
      if (bid.abstain !== null) {
        // It wants its reason and nothing else.
        const blank = bid.abstain.trim() === "";
        const place = `bid/${bid.no}/abstain`;
        bid.missing = blank ? [problem("score.abstain_reason", place, "弃权没有填写理由")] : [];
      }
      bid.others = [...this.bids.values()]
        .filter((other) => other.no !== bid.no)
        .flatMap((other) =>
          other.marks.map(([criterion, mark]) => ({
            criterion,
            bid_no: other.no,
            position: other.position,
            mark,
          })),
        );
    }
    this.view = {
      ...this.view,
      bids: this.view.bids.map(({ no }, at) => this.#line(no, at)),
      missing: [...this.bids.values()].flatMap(({ missing }) => missing),
    };
  }

  /** The mark of a criterion follows from its parts. */
  #add(bid: DeskBid, criterion: string): void {
    const given = bid.subs.filter(([of]) => of === criterion).map(([, , mark]) => number(mark));
    const whole = given.length === this.criteria.find(({ id }) => id === criterion)?.subs.length;
    const without = (list: [string, string][]) => list.filter(([of]) => of !== criterion);
    const added: [string, string][] = given.length === 0 ? [] : [[criterion, String(sum(given))]];
    bid.marks = [...without(bid.marks), ...(whole ? added : [])];
    bid.so_far = [...without(bid.so_far), ...(whole ? [] : added)];
  }

  edit(no: string, edit: DeskEdit): DeskSaved {
    const bid = this.bids.get(no);
    if (bid === undefined) {
      throw new Error(no);
    }
    this.clock += 1;
    bid.saved_at = `10:42:${String(this.clock % 60).padStart(2, "0")}`;
    switch (edit.edit) {
      case "mark":
        bid.marks = bid.marks.filter(([id]) => id !== edit.criterion);
        if (edit.mark !== null) {
          bid.marks.push([edit.criterion, edit.mark]);
        } else {
          bid.subs = bid.subs.filter(([of]) => of !== edit.criterion);
          bid.so_far = bid.so_far.filter(([of]) => of !== edit.criterion);
        }
        break;
      case "sub":
        bid.subs = bid.subs.filter(([of, id]) => of !== edit.criterion || id !== edit.sub);
        if (edit.mark !== null) {
          bid.subs.push([edit.criterion, edit.sub, edit.mark]);
        }
        this.#add(bid, edit.criterion);
        break;
      case "line":
        bid.lines = bid.lines.map((one) => (one.subject === edit.subject ? entered(one, edit) : one));
        bid.chain = chainOf(bid);
        break;
      case "vote":
        bid.vote = edit.conclusion;
        break;
      case "comment":
        [bid.merits, bid.problems, bid.advice] = [edit.merits, edit.problems, edit.advice];
        break;
      case "note":
        bid.note = edit.text;
        break;
      case "gate":
        bid.gates = bid.gates.map((gate) =>
          gate.id === edit.gate ? withAnswer(gate, edit.yes, edit.reason) : gate,
        );
        break;
      case "abstain":
        bid.abstain = edit.reason;
        break;
      case "change":
        bid.change = edit.reason;
        break;
      case "confirm":
        this.toConfirm.delete(no);
    }
    this.#look();
    const at = this.view.bids.findIndex((one) => one.no === no);
    return { bid: structuredClone(bid), line: this.#line(no, at) };
  }

  /** What the window is given of it. */
  calls(): Partial<Backend> {
    return {
      desk: async () => structuredClone(this.view),
      deskBid: async (_, no) => structuredClone(this.bids.get(no) ?? this.#fresh(no, 0)),
      deskEdit: async (_, no, edit) => this.edit(no, edit),
      pledge: async () => (this.view = { ...this.view, pledged_at: "2026-01-20 08:40" }),
      deskRecuse: async (_, no) => {
        this.bids.delete(no);
        this.view = { ...this.view, declared: [...this.view.declared, no] };
        this.#look();
        return structuredClone(this.view);
      },
      deskLock: async () => (this.view = { ...this.view, locked_at: "2026-01-20 11:40" }),
      scoresWrite: async () => "9f3c41e0".repeat(8),
      chooseSave: async (name) => `/media/usb/${name}`,
    };
  }

  setPapers(papers: PaperCard[]): this {
    this.papers = papers;
    this.#look();
    return this;
  }
}
