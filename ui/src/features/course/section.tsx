import { Button } from "antd";
import { Fragment, useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { CourseStepName, CourseView, PaymentView, Problem, ScheduledView } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { Changes } from "../../components/may";
import { Part, useLeavePart } from "../../components/unsaved";
import { language } from "../../i18n";
import { offerOf, type SectionName } from "./lead";
import { SPECS, type OwnForm } from "./specs";
import { StepForm } from "./step-form";

/** What every part of the course gets. */
export interface PartProps {
  view: CourseView;
  /** The form that is open from the first, if it is in this part. */
  lead: string | null;
  onDone: () => void;
}

/** One section of the course: folded to a line where nothing is to be done. */
export function Section({
  name,
  mark,
  summary,
  open,
  onOpen,
  children,
}: {
  name: SectionName;
  mark: MarkKind;
  /** How it stands, in a line. */
  summary: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className="co-section" data-part={name} aria-label={t(`course.section.${name}`)}>
      <h2>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => onOpen(!open)}>
          <span aria-hidden>{open ? "▾" : "▸"}</span> <Mark kind={mark} /> {t(`course.section.${name}`)}
        </button>
        <span className="sec">{summary}</span>
      </h2>
      <div id={id} className="co-body" hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}

/** A step that may be offered: of the project, of a payment, of one that is foreseen. */
export interface Offer {
  step: CourseStepName;
  payment?: PaymentView;
  scheduled?: ScheduledView;
  /** What its button is called; its form's title where nothing else is said. */
  label?: string;
  /** The form of a step that is more than a table of fields. */
  form?: (props: { main: boolean; onDone: () => void; onCancel: () => void }) => ReactNode;
}

/** The steps that may be taken here: a button each, and the form of the one that is open. Others are not offered. */
export function Steps({
  id,
  view,
  lead,
  offers,
  onDone,
}: PartProps & { id: string; offers: readonly Offer[] }) {
  const { t } = useTranslation();
  // What somebody opened; as long as nobody did, what leads.
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  // A form that was saved is over: the next one begins anew, also of the same step.
  const [round, setRound] = useState(0);
  const leave = useLeavePart(`steps-${id}`);
  const may = offers.filter(({ step }) => view.may.includes(step));
  const named = may.map((offer) => {
    const { step, payment, scheduled } = offer;
    const c = {
      t,
      view,
      ...(payment === undefined ? {} : { payment }),
      ...(scheduled === undefined ? {} : { scheduled }),
    };
    const spec = isOwn(step) ? null : SPECS[step](c);
    return { offer, spec, key: offerOf(step, payment ?? scheduled ?? null) };
  });
  const open = named.find(({ key }) => key === (picked === undefined ? lead : picked));
  if (may.length === 0) {
    return null;
  }
  const done = () => {
    setPicked(undefined);
    setRound((was) => was + 1);
    onDone();
  };
  const cancel = () => leave(() => setPicked(null));
  const main = open !== undefined && open.key === lead;
  return (
    <Changes>
      <div className="co-steps">
        {named.map(({ offer, spec, key }) => (
          <Button
            key={key}
            size="small"
            aria-expanded={key === open?.key}
            onClick={() => leave(() => setPicked(key === open?.key ? null : key))}
          >
            {offer.label ?? spec?.title ?? ""}
          </Button>
        ))}
      </div>
      <Part name={`steps-${id}`}>
        {open !== undefined &&
          (open.spec === null ? (
            <Fragment key={`${open.key} ${round}`}>
              {open.offer.form?.({ main, onDone: done, onCancel: cancel })}
            </Fragment>
          ) : (
            <StepForm
              key={`${open.key} ${round}`}
              id={`${id}-${open.key}`}
              no={view.no}
              spec={open.spec}
              main={main}
              onDone={done}
              onCancel={cancel}
            />
          ))}
      </Part>
    </Changes>
  );
}

function isOwn(step: CourseStepName): step is OwnForm {
  return step === "draft" || step === "submit" || step === "apply";
}

/** What a human reads in the current language. */
export function said(words: { zh: string; en: string }): string {
  return language() === "en" ? words.en : words.zh;
}

/** Findings in short: mark, what was found, what to do. */
export function Found({ problems }: { problems: readonly Problem[] }) {
  const en = language() === "en";
  return (
    <ul className="co-found">
      {problems.map((problem, at) => (
        <li key={at} data-code={problem.code}>
          <Mark kind={problem.severity === "error" ? "lock" : "warn"} size={12} />{" "}
          {en ? problem.en : problem.zh}{" "}
          <span className="sec">{en ? problem.remedy_en : problem.remedy_zh}</span>
        </li>
      ))}
    </ul>
  );
}

/** A paper as it was recorded: day, number, giver. */
export function useActWords() {
  const { t } = useTranslation();
  return (act: { on: string; number: string; by: string }) => t("course.act", { ...act });
}
