import { useTranslation } from "react-i18next";

import { useBackend, type ApprovalPaper, type ApprovalView } from "../../backend";
import { PapersForm } from "../../components/papers-form";

const OF_LIST = ["notice", "public_notice", "announcement", "public_announcement"] as const;

/** A paper by the name that the choice has for it: `notice`, `objection/Y-001`. */
function paperOf(key: string): ApprovalPaper {
  const [paper = "", no = ""] = key.split("/");
  if (paper === "objection" || paper === "reply") {
    return { paper, no };
  }
  return { paper: OF_LIST.find((one) => one === paper) ?? "notice" };
}

/** The papers of a decision as PDF: notice, announcement, and those of each objection. What nobody recorded is a blank. */
export function PapersPart({ view }: { view: ApprovalView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  return (
    <PapersForm<string>
      id="ap"
      of={view.no}
      papers={[
        ...OF_LIST.map((value) => ({ value, label: t(`approval.papers.${value}`) })),
        ...view.objections.flatMap(({ no }) => [
          { value: `objection/${no}`, label: t("approval.papers.objection", { no }) },
          { value: `reply/${no}`, label: t("approval.papers.reply", { no }) },
        ]),
      ]}
      onSave={(paper, path) => backend.approvalSave(view.no, paperOf(paper), path)}
    />
  );
}
