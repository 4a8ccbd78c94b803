import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ApprovalStep, type ApprovalView } from "../../backend";
import { Forms } from "../../components/form/here";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark, type MarkKind } from "../../components/marks";
import { NextLine } from "../../components/next-act";
import { refocus } from "../../components/refocus";
import { Side } from "../../components/side";
import { QueryStates } from "../../components/states";
import { AnnouncementPart } from "./announcement-part";
import { isOpen } from "./objection-draft";
import { ObjectionsPart } from "./objections-part";
import { PapersPart } from "./papers-part";
import { PublicityPart } from "./publicity-part";
import { RulingPart } from "./ruling-part";

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
        {(view) => (
          <Forms>
            <Parts view={view} />
          </Forms>
        )}
      </QueryStates>
    </Side>
  );
}

const PARTS = ["decide", "post", "object", "announce"] as const;
type PartName = (typeof PARTS)[number];

/** Where a decision goes on; nothing once it is announced. */
const GOES_ON: Record<ApprovalStep, PartName | null> = {
  to_decide: "decide",
  to_post: "post",
  posted: "object",
  objected: "object",
  to_announce: "announce",
  announced: null,
};

const GO = "Ctrl G";

/** Leads to what comes next: into its form, to the button that opens one, or to the head of its part. */
function goTo(part: PartName): void {
  const place = document.querySelector(`.ap-dock [data-part="${part}"]`);
  const to =
    place?.querySelector<HTMLElement>("form[data-main] :is(input, textarea):not(:disabled)") ??
    place?.querySelector<HTMLElement>("form[data-main] [type=submit]:not(:disabled)") ??
    place?.querySelector<HTMLElement>("button:not(:disabled)") ??
    place?.querySelector<HTMLElement>("h3");
  to?.focus({ preventScroll: true });
  // (A page without layout has nothing to scroll.)
  (to?.closest("form") ?? to)?.scrollIntoView?.({ block: "start" });
}

function Parts({ view }: { view: ApprovalView }) {
  const { t } = useTranslation();
  // Whoever saved goes on from what comes next.
  const done = () => refocus(".ap-next");
  const on = GOES_ON[view.step];
  const go = () => on !== null && goTo(on);
  useKeys([{ keys: GO, label: t("approval.dock.go"), run: go, when: on !== null, inFields: true }]);
  const parts: Record<PartName, ReactNode> = {
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
      <NextLine next={view.next} done="">
        {on !== null && (
          <Button size="small" onClick={go}>
            {t("approval.dock.go")} <Keys of={GO} />
          </Button>
        )}
      </NextLine>
      {PARTS.map((part) => (
        <section key={part} data-part={part} aria-label={t(`approval.dock.${part}`)}>
          <h3 tabIndex={-1}>
            <Mark kind={marks[part]} /> {t(`approval.dock.${part}`)}
            {part === "object" && view.objections.some(isOpen) && (
              <small>{t("approval.objection.open", { count: view.objections.filter(isOpen).length })}</small>
            )}
          </h3>
          {parts[part]}
        </section>
      ))}
      {view.rulings.length > 0 && (
        <section aria-label={t("approval.papers.title")}>
          <h3>{t("approval.papers.title")}</h3>
          <PapersPart view={view} />
        </section>
      )}
    </>
  );
}

/** How far each part is. */
function marksOf({ step, rulings, objections }: ApprovalView): Record<PartName, MarkKind> {
  const over = step === "objected" || step === "to_announce" || step === "announced";
  const open = objections.some(isOpen);
  return {
    decide: rulings.length > 0 ? "done" : "part",
    post: over ? "done" : step === "posted" ? "wait" : "none",
    object: open ? "warn" : over ? "done" : "none",
    announce: step === "announced" ? "done" : step === "to_announce" ? "part" : "none",
  };
}
