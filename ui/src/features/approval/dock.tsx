import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ApprovalView } from "../../backend";
import { Article } from "../../components/article";
import { Mark, type MarkKind } from "../../components/marks";
import { refocus } from "../../components/refocus";
import { Side } from "../../components/side";
import { QueryStates } from "../../components/states";
import { AnnouncementPart } from "./announcement-part";
import { isOpen } from "./objection-draft";
import { ObjectionsPart } from "./objections-part";
import { PublicityPart } from "./publicity-part";
import { RulingPart } from "./ruling-part";
import { useNextWords } from "./stage";

/** One decision: what comes next, then its four parts in their order. */
export function ApprovalDock({ no }: { no: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const approval = useQuery({
    queryKey: ["approval", no],
    queryFn: () => backend.approval(no),
    retry: false,
  });
  return (
    <Side className="dock ap-dock" label={t("approval.dock.label", { no })}>
      <QueryStates query={approval} what={t("approval.dock.what")}>
        {(view) => <Parts view={view} />}
      </QueryStates>
    </Side>
  );
}

const PARTS = ["decide", "post", "object", "announce"] as const;

function Parts({ view }: { view: ApprovalView }) {
  const { t } = useTranslation();
  const words = useNextWords();
  // Whoever saved goes on from what comes next.
  const done = () => refocus(".ap-next");
  const parts: Record<(typeof PARTS)[number], ReactNode> = {
    decide: <RulingPart key={view.rulings.length} view={view} onDone={done} />,
    post: <PublicityPart view={view} onDone={done} />,
    object: <ObjectionsPart view={view} onDone={done} />,
    announce: <AnnouncementPart view={view} onDone={done} />,
  };
  const marks = marksOf(view);
  return (
    <>
      <h2>
        {view.no}　{view.batch}
      </h2>
      <p className="sec">
        {view.sessions
          .map(([no, date]) => t("approval.dock.sessions", { no, date }))
          .join(t("approval.form.join"))}
      </p>
      <p className="ap-next" tabIndex={-1} role="status">
        <b>{t("approval.dock.next", words(view.next))}</b> <Article of={view.next.article} />
      </p>
      {PARTS.map((part) => (
        <section key={part} aria-label={t(`approval.dock.${part}`)}>
          <h3>
            <Mark kind={marks[part]} /> {t(`approval.dock.${part}`)}
            {part === "object" && view.objections.some(isOpen) && (
              <small>{t("approval.objection.open", { count: view.objections.filter(isOpen).length })}</small>
            )}
          </h3>
          {parts[part]}
        </section>
      ))}
    </>
  );
}

/** How far each part is. */
function marksOf({ step, rulings, objections }: ApprovalView): Record<(typeof PARTS)[number], MarkKind> {
  const over = step === "objected" || step === "to_announce" || step === "announced";
  const open = objections.some(isOpen);
  return {
    decide: rulings.length > 0 ? "done" : "part",
    post: over ? "done" : step === "posted" ? "wait" : "none",
    object: open ? "warn" : over ? "done" : "none",
    announce: step === "announced" ? "done" : step === "to_announce" ? "part" : "none",
  };
}
