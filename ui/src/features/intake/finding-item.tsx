import { Button } from "antd";
import { useEffect, useRef, type ComponentProps } from "react";
import { useTranslation } from "react-i18next";

import type { AmountUnit } from "../../backend";
import { Keys } from "../../components/kbd";
import { Mark, type MarkKind } from "../../components/marks";
import { language } from "../../i18n";
import { lacksUnit, proposalOf, type Group, type Placed, type Severity } from "./findings";
import type { Selection } from "./use-selection";

const MARKS: Record<
  Severity,
  { mark: MarkKind; word: "app.mustChange" | "app.pleaseLook" | "app.forInformation" }
> = {
  error: { mark: "stop", word: "app.mustChange" },
  warning: { mark: "warn", word: "app.pleaseLook" },
  info: { mark: "info", word: "app.forInformation" },
};

/** What is said once for the amounts of a sheet; most lists count in 万元. */
const UNITS: readonly AmountUnit[] = ["wan", "yuan", "yi"];

type Rove = ComponentProps<"button">;

function SeverityMark({ of }: { of: Severity }) {
  const { t } = useTranslation();
  return (
    <>
      <Mark kind={MARKS[of].mark} size={15} />
      <span className="aside">{t(MARKS[of].word)}</span>
    </>
  );
}

/** The name of a whole sheet stands above the words; it may be as long as it likes. */
const long = (of: Placed) => of.cell === null && of.row === null;

/** Where a finding stands: its cell, its row, or the whole file. */
function Place({ of, several }: { of: Placed; several: boolean }) {
  const { t } = useTranslation();
  // In a book of several sheets a row or a cell alone says too little.
  const at = several && of.row !== null && of.sheet !== null ? `${of.sheet} ` : "";
  const row = of.row === null ? (of.sheet ?? t("intake.finds.file")) : t("intake.finds.row", { row: of.row });
  return (
    <code {...(long(of) ? { className: "in-long" } : {})}>
      {at}
      {of.cell ?? row}
    </code>
  );
}

/** Same findings as one, with how many; opened, they follow. */
export function GroupItem({
  group,
  open,
  rove,
  onToggle,
}: {
  group: Group;
  open: boolean;
  rove: Rove;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  const first = group.members[0] as Placed;
  return (
    <li className="in-group">
      <button type="button" className="in-find" aria-expanded={open} onClick={onToggle} {...rove}>
        <SeverityMark of={group.severity} />
        <b>{t("intake.finds.merged", { count: group.members.length })}</b>
        <span>
          {language() === "zh" ? first.problem.zh : first.problem.en}{" "}
          <u>{open ? t("intake.finds.close") : t("intake.finds.open")}</u>
        </span>
      </button>
    </li>
  );
}

/** One finding; chosen, it says the next act and has the buttons for it. */
export function FindingItem({
  finding,
  inside,
  several,
  on,
  rove,
  selection,
  onAccept,
  onAmend,
  onUnit,
}: {
  finding: Placed;
  /** Whether it is a member of an opened group. */
  inside: boolean;
  /** Whether the book has several sheets. */
  several: boolean;
  on: boolean;
  rove: Rove;
  selection: Selection;
  onAccept: () => void;
  /** Lets its row take the place of what is in the vault, or not. */
  onAmend: (replace: boolean) => void;
  /** Says the unit of all amounts of its sheet that have none. */
  onUnit: (unit: AmountUnit) => void;
}) {
  const { t } = useTranslation();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (on) {
      line.current?.scrollIntoView?.({ block: "nearest" });
    }
  }, [on]);
  const { problem, cell, row } = finding;
  const zh = language() === "zh";
  const proposal = proposalOf(finding);
  const looks = ["in-one", on ? `on on-${finding.severity}` : "", inside ? "in-inside" : ""];
  return (
    <li
      ref={line}
      className={looks.filter((one) => one !== "").join(" ")}
      data-code={problem.code}
      {...(on ? { "aria-current": "true" as const } : {})}
    >
      <button type="button" className="in-find" onClick={() => selection.chooseFinding(finding)} {...rove}>
        <SeverityMark of={finding.severity} />
        <Place of={finding} several={several} />
        <span>{zh ? problem.zh : problem.en}</span>
      </button>
      {on && (
        <div className="in-next">
          <p className="sec">
            {zh ? problem.remedy_zh : problem.remedy_en} <code className="dim">{problem.code}</code>
          </p>
          <div className="in-acts">
            {proposal !== null && (
              <Button size="small" type="primary" onClick={onAccept}>
                {t("intake.finds.accept", { text: proposal })} <Keys of="Alt Enter" />
              </Button>
            )}
            {cell !== null && (
              <Button size="small" onClick={() => selection.act({ act: "edit", cell })}>
                {t("intake.sheet.edit")} <Keys of="F2" />
              </Button>
            )}
            {finding.sheet !== null &&
              lacksUnit(problem) &&
              UNITS.map((unit) => (
                <Button key={unit} size="small" onClick={() => onUnit(unit)}>
                  {t("intake.finds.unit", { unit: t(`intake.finds.units.${unit}`) })}
                </Button>
              ))}
            {problem.code === "import.in_vault" && (
              <Button size="small" onClick={() => onAmend(true)}>
                {t("intake.finds.replace")}
              </Button>
            )}
            {problem.code === "import.replaces" && (
              <Button size="small" onClick={() => onAmend(false)}>
                {t("intake.finds.replaceNot")}
              </Button>
            )}
            {row !== null && finding.severity === "error" && !lacksUnit(problem) && (
              <Button size="small" onClick={() => selection.act({ act: "drop", row })}>
                {t("intake.sheet.drop")}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
