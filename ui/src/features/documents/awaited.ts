import { useTranslation } from "react-i18next";

import type { DocumentsView, Problem } from "../../backend";

/** What the program says of a paper whose figures are not there yet: a step that cannot be taken from this page. */
const TOO_EARLY = "session.out_of_order";

/**
 * The papers with what they wait for in words. That holds whether or not anything is scored, so it speaks of packs and of taking
 * them together.
 */
export function useAwaited(view: DocumentsView): DocumentsView {
  const { t } = useTranslation();
  const { stage } = view.session;
  const waits = stage === "preparing" || stage === "frozen" || stage === "scoring";
  const say = (problem: Problem): Problem => {
    if (!waits || problem.code !== TOO_EARLY) {
      return problem;
    }
    const found = t(`documents.awaits.${stage}`);
    const remedy = t("documents.awaits.remedy");
    return { ...problem, zh: found, en: found, remedy_zh: remedy, remedy_en: remedy };
  };
  return {
    ...view,
    blocked: view.blocked.map(say),
    documents: view.documents.map((line) => ({ ...line, problems: line.problems.map(say) })),
  };
}
