import type { ApprovalView, ObjectionView, Problem } from "../../backend";
import { placeBy } from "../../components/form/problems";

/** What the form of each step gets. */
export interface StepProps {
  view: ApprovalView;
  of: ObjectionView;
  /** Its form is what comes next on the page. */
  main: boolean;
  onDone: () => void;
  onCancel: () => void;
}

const named = placeBy({
  fields: {
    核对日期: "st-on",
    身份核对人和方式: "st-by",
    受理审核日期: "st-on",
    受理审核人: "st-by",
    不予受理的事由: "st-note",
    核查日期: "st-on",
    核查人: "st-examiners",
    核查过程: "st-how",
    核查结论的理由: "st-reason",
    答复日期: "st-on",
    答复内容: "st-text",
    撤回日期: "st-on",
    撤回的说明: "st-text",
  },
  days: { 身份核对: "st-on", 受理审核: "st-on", 核查: "st-on", 答复: "st-on", 撤回异议: "st-on" },
});

/** Which field of a step a finding is about. */
export function placeStep(problem: Problem): string | null {
  const words: Readonly<Record<string, string>> = {
    "objection.not_admissible": "st-word",
    "objection.not_acted_on": "st-handling",
  };
  return words[problem.code] ?? named(problem);
}
