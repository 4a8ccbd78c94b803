import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";

export const STEPS = ["choose", "tables", "columns", "check", "confirm"] as const;
export type Step = (typeof STEPS)[number];

/** The five steps; those one may go to are buttons. Without `onGo` the file comes first. */
export function StepBar({ at, onGo }: { at: Step; onGo?: (step: Step) => void }) {
  const { t } = useTranslation();
  const here = STEPS.indexOf(at);
  return (
    <nav aria-label={t("intake.steps")}>
      <ol className="in-steps">
        {STEPS.map((step, index) => {
          const past = index < here;
          const name = (
            <>
              {past ? <Mark kind="done" size={13} /> : `${index + 1}`} {t(`intake.step.${step}`)}
              {past && <span className="aside">{t("intake.stepDone")}</span>}
            </>
          );
          return (
            <li
              key={step}
              className={past ? "past" : index === here ? "on" : ""}
              {...(index === here ? { "aria-current": "step" as const } : {})}
            >
              {onGo === undefined || index === here ? (
                <span {...(index > here ? { title: t("intake.stepWaits") } : {})}>{name}</span>
              ) : (
                <button type="button" onClick={() => onGo(step)}>
                  {name}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
