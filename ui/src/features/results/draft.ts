import type {
  Conclusion,
  DecisionView,
  ExplainView,
  LineWord,
  Opinion,
  Problem,
  ProjectWordView,
  SessionKind,
  Standing,
} from "../../backend";
import { CONCLUSIONS, ofProjects } from "../../components/conclusions";
import { plain } from "./figures";

/** The panel's amount of one line as it is typed. */
export interface LineDraft {
  fiscal: string;
  self: string;
  reason: string;
}

/** The panel's word as it is typed; it outlives a change of bid. */
export interface Draft {
  conclusion: Conclusion | null;
  standing: Standing | null;
  feasibility: string;
  budget: string;
  /** 需求价值 of a demand. */
  value: string;
  /** 存在不足 of a demand. */
  weakness: string;
  revise: string;
  reason: string;
  /** 结语: the sentence by which the panel sums up. */
  closing: string;
  vote: string;
  /** What is said of a project beside the texts. */
  project: ProjectWordView;
  /** Lines that depart from the median, by subject. */
  lines: Readonly<Record<string, LineDraft>>;
}

/** Nothing is said beside the texts. */
export const NO_WORD: ProjectWordView = {
  until: "",
  grounds: [],
  responsible: null,
  third_party: "",
  proof: "",
};

export type Drafts = Readonly<Record<string, Draft>>;

/** Where a form starts: the recorded word, or what the figures suggest and the envelope proposes. */
export function draftOf(
  decision: DecisionView | null,
  suggested: Conclusion | null,
  proposed: Standing | null = null,
): Draft {
  if (decision === null) {
    return {
      conclusion: suggested,
      standing: suggested === null ? null : standingOf(suggested, proposed),
      feasibility: "",
      budget: "",
      value: "",
      weakness: "",
      revise: "",
      reason: "",
      closing: "",
      vote: "",
      project: NO_WORD,
      lines: {},
    };
  }
  return {
    conclusion: decision.conclusion,
    standing: decision.standing,
    feasibility: decision.feasibility_text,
    budget: decision.budget_text,
    value: decision.value_text,
    weakness: decision.weakness_text,
    revise: decision.revise_text,
    reason: decision.reason,
    closing: decision.closing,
    vote: decision.vote_text ?? "",
    project: decision.on_project ?? NO_WORD,
    lines: Object.fromEntries(
      decision.lines.map(({ subject, decided, reason }) => [
        subject,
        { fiscal: decided.fiscal, self: decided.self_raised, reason: reason ?? "" },
      ]),
    ),
  };
}

/** Which words a session of a kind has. */
export function wordsOf(kind: SessionKind): "bid" | "demand" | "project" {
  return ofProjects(kind) ? "project" : kind === "demand" ? "demand" : "bid";
}

/** Whether it is a word on a project. */
function onProject(conclusion: Conclusion | null): boolean {
  const of = (["milestone", "acceptance", "termination"] as const).map((kind) => CONCLUSIONS[kind]);
  return conclusion !== null && of.some((words) => words.includes(conclusion));
}

/** Whether the panel takes what it judged. */
export function agrees(conclusion: Conclusion | null): boolean {
  return conclusion !== "reject" && conclusion !== "defer";
}

/** Whether it asks for a revision. */
export function revises(conclusion: Conclusion | null): boolean {
  return conclusion === "approve_after_revision" || conclusion === "list_after_revision";
}

/** Whether it is a word on a demand. */
function onDemand(conclusion: Conclusion | null): boolean {
  return conclusion !== null && CONCLUSIONS.demand.includes(conclusion);
}

/** What becomes of a bid once its conclusion is chosen: a standing that fits stays. */
export function standingOf(conclusion: Conclusion, was: Standing | null): Standing {
  if (!agrees(conclusion) || onProject(conclusion)) {
    return "none";
  }
  return was === null || was === "none" ? "recommended" : was;
}

/** The word as it is recorded; nothing while conclusion or standing is open. */
export function decisionOf(bid: string, draft: Draft): DecisionView | null {
  const { conclusion, standing } = draft;
  if (conclusion === null || standing === null) {
    return null;
  }
  const vote = draft.vote.trim();
  return {
    bid_no: bid,
    conclusion,
    standing,
    feasibility_text: draft.feasibility.trim(),
    budget_text: draft.budget.trim(),
    value_text: draft.value.trim(),
    weakness_text: draft.weakness.trim(),
    // What was drafted for a revision is not said of a bid that is agreed to as it stands, or refused.
    revise_text: revises(conclusion) || onProject(conclusion) ? draft.revise.trim() : "",
    reason: draft.reason.trim(),
    vote_text: vote === "" ? null : vote,
    on_project: onProject(conclusion) ? draft.project : null,
    closing: draft.closing.trim(),
    lines: Object.entries(draft.lines).map(([subject, line]): LineWord => {
      const reason = line.reason.trim();
      return {
        subject,
        decided: { fiscal: plain(line.fiscal), self_raised: plain(line.self) },
        reason: reason === "" ? null : reason,
      };
    }),
  };
}

/** Where a refusal is shown. */
export type Field =
  | "project"
  | "standing"
  | "feasibility"
  | "budget"
  | "value"
  | "weakness"
  | "revise"
  | "reason"
  | "vote"
  | "lines"
  | "form";

/** The field that a refusal is about. */
export function fieldOf(problem: Problem, draft: Draft): Field {
  const { code, params } = problem;
  if (code === "bid.opinion.missing") {
    return params.some(([name, value]) => name === "missing" && value === "可行性")
      ? "feasibility"
      : "budget";
  }
  if (code === "conclusion.demand_opinion") {
    const lacks = params.find(([name]) => name === "missing")?.[1];
    return lacks === "需求价值" ? "value" : lacks === "指标修改建议" ? "revise" : "reason";
  }
  if (code === "decision.vote_counts") {
    return "vote";
  }
  if (code === "conclusion.project_opinion" || code === "conclusion.fault_panel") {
    return "project";
  }
  if (code === "conclusion.departs" || code === "conclusion.departs_envelope") {
    return "reason";
  }
  if (code === "conclusion.reason_missing") {
    if ((draft.conclusion === "reject") !== (draft.standing === "none")) {
      return "standing";
    }
    return draft.conclusion === "approve_after_revision" && draft.revise.trim() === "" ? "revise" : "reason";
  }
  return /^(budget|funding)\./.test(code) ? "lines" : "form";
}

const lines = (texts: readonly string[]) =>
  [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))].join("\n");
const after = (was: string, more: string) =>
  was.trim() === "" || more === "" ? was.trim() || more : `${was}\n${more}`;

/** The draft with the experts' opinions put where they belong, after what is there already. */
export function withOpinions(draft: Draft, explain: ExplainView): Draft {
  if (onDemand(draft.conclusion)) {
    const all = (pick: (opinion: Opinion) => string) => lines(explain.opinions.map(pick));
    return {
      ...draft,
      value: after(
        draft.value,
        all((opinion) => opinion.merits),
      ),
      weakness: after(
        draft.weakness,
        all((opinion) => opinion.problems),
      ),
      revise: revises(draft.conclusion)
        ? after(
            draft.revise,
            all((opinion) => opinion.advice),
          )
        : draft.revise,
    };
  }
  if (onProject(draft.conclusion)) {
    const all = (pick: (opinion: Opinion) => string) => lines(explain.opinions.map(pick));
    return {
      ...draft,
      feasibility: after(
        draft.feasibility,
        all((opinion) => opinion.merits),
      ),
      weakness: after(
        draft.weakness,
        all((opinion) => opinion.problems),
      ),
      revise: after(
        draft.revise,
        all((opinion) => opinion.advice),
      ),
    };
  }
  // Of a bid that is not agreed to the merits are no ground.
  const refused = draft.conclusion === "reject";
  const said = (opinion: Opinion) => (refused ? [opinion.problems] : [opinion.merits, opinion.problems]);
  const money = new Set(explain.rows.filter((row) => row.category === "finance").map((row) => row.name));
  const of = (finance: boolean, pick: (opinion: Opinion) => string[]) =>
    lines(explain.opinions.filter(({ name }) => money.has(name) === finance).flatMap(pick));
  const reasons = explain.lines.flatMap((line) =>
    line.entries.flatMap(({ reason }) => (reason === null ? [] : [`${line.zh}：${reason}`])),
  );
  return {
    ...draft,
    feasibility: after(draft.feasibility, of(false, said)),
    budget: after(draft.budget, lines([of(true, said), ...reasons])),
    revise:
      draft.conclusion === "approve_after_revision"
        ? after(draft.revise, lines(explain.opinions.map((opinion) => opinion.advice)))
        : draft.revise,
  };
}

/** A text that a bid may lack. */
export type Lack = "feasibility" | "budget" | "value" | "revise" | "reason";

/** What a bid still lacks before all can be recorded in one step, in the order of its fields. */
export function lacksOf(draft: Draft, proposed: Standing | null = null): Lack[] {
  const { conclusion, standing } = draft;
  // A standing that follows the envelope has its reason there; one that departs needs one.
  const apart =
    conclusion === "reject" ||
    (proposed === null ? standing === "reserve" || standing === "unfunded" : standing !== proposed);
  const demand = onDemand(conclusion);
  const wanted: [Lack, boolean][] = [
    ["value", demand],
    ["feasibility", !demand],
    ["budget", !demand],
    ["revise", demand ? revises(conclusion) : conclusion === "approve_after_revision"],
    ["reason", demand ? !agrees(conclusion) : apart],
  ];
  return wanted.filter(([name, must]) => must && draft[name].trim() === "").map(([name]) => name);
}
