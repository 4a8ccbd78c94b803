import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { CriterionForm, Problem } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";

// Figures are only compared here, to say at once what the program says when it has them.
const figure = (text: string) =>
  /^\d+(\.\d+)?$/.test(text.normalize("NFKC").trim()) ? Number(text.normalize("NFKC")) : Number.NaN;
const edges = ({ bands }: CriterionForm) => bands.map(({ from }) => from.trim()).join(" ");

export interface BandsFound {
  /** Bands whose lowest mark is over the maximum, by their place. */
  over: readonly number[];
  /** The maximum that the bands were made for, while they were left as they stood when it was changed. */
  behind: string | null;
  /** They are meant as they are. */
  keep: () => void;
}

/** What is wrong with the bands of a criterion since its maximum was changed. */
export function useBandsFound(of: CriterionForm): BandsFound {
  const now = { id: of.id, max: of.max.trim(), edges: edges(of) };
  const [made, setMade] = useState(now);
  // Another criterion stands here now, its bands were changed, or nobody had given it a maximum: they fit what is there.
  if (made.id !== now.id || made.edges !== now.edges || (made.max === "" && now.max !== "")) {
    setMade(now);
  }
  const max = figure(of.max);
  const over = of.bands.flatMap(({ from }, at) => (figure(from) > max ? [at] : []));
  const other = max > 0 && figure(made.max) !== max && of.bands.length > 1;
  return { over, behind: over.length === 0 && other ? made.max : null, keep: () => setMade(now) };
}

/** Beside the button that opens parts and bands, while they are folded. */
export function BandsSign({ found, problems }: { found: BandsFound; problems: readonly Problem[] }) {
  const { t } = useTranslation();
  if (problems.some(({ severity }) => severity === "error") || found.over.length > 0) {
    return (
      <span className="say say-stop">
        <Mark kind="stop" size={13} /> {t("sheet.bandsWrong")}
      </span>
    );
  }
  return found.behind === null && problems.length === 0 ? null : (
    <span className="say say-warn">
      <Mark kind="warn" size={13} /> {t("sheet.bandsLeft")}
    </span>
  );
}

/** Below the bands: which are over the maximum, and what the program says of them. */
export function BandsWords({
  of,
  found,
  problems,
}: {
  of: CriterionForm;
  found: BandsFound;
  problems: readonly Problem[];
}) {
  const { t } = useTranslation();
  const { over, behind, keep } = found;
  return (
    <div role="status">
      {over.map((at) => (
        <p key={at} className="say say-stop">
          <Mark kind="stop" size={13} />{" "}
          {t("sheet.bandOver", { i: at + 1, from: of.bands[at]?.from ?? "", max: of.max })}
        </p>
      ))}
      {problems.length > 0 && <ProblemList problems={problems.map((one) => ({ ...one, place: null }))} />}
      {behind !== null && !problems.some(({ code }) => code === "sheet.bands_behind") && (
        <p className="say say-warn">
          <Mark kind="warn" size={13} /> {t("sheet.bandsBehind", { was: behind, max: of.max })}{" "}
          <Button size="small" onClick={keep}>
            {t("sheet.bandsKeep")}
          </Button>
        </p>
      )}
    </div>
  );
}
