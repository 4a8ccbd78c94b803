import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { problemsOf, type DocumentLine, type Problem } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";
import { digestRows, hasPages } from "./state";

/** How far the preview of the chosen paper is. */
export interface Made {
  pages: number | null;
  error: unknown;
}

/** What belongs to the chosen paper: who signs, what was checked, its digest. */
export function FactsPane({
  line,
  made,
  blocked,
  failed,
}: {
  line: DocumentLine;
  made: Made;
  blocked: readonly Problem[];
  /** Titles of the papers whose last preview failed. */
  failed: readonly string[];
}) {
  const { t } = useTranslation();
  return (
    <div className="dc-facts">
      <h2>
        {t("documents.sign")}{" "}
        {line.signers.length > 0 && (
          <small className="dim">{t("documents.signCount", { count: line.signers.length })}</small>
        )}
      </h2>
      {line.signers.length === 0 ? (
        <p className="dim">{t("documents.noSign")}</p>
      ) : (
        <ol className="dc-signers">
          {line.signers.map((name, index) => (
            <li key={index}>
              <span className="num dim">{index + 1}</span> {name}
            </li>
          ))}
        </ol>
      )}
      <h2>{t("documents.checks")}</h2>
      <ul className="dc-checks">
        <Checks line={line} made={made} />
        {blocked.length > 0 && (
          <Check kind="stop" problems={blocked}>
            {t("documents.setBlocked")}
          </Check>
        )}
        {failed.length > 0 && (
          <Check kind="stop">{t("documents.setFailed", { titles: failed.join("、") })}</Check>
        )}
        {blocked.length === 0 && failed.length === 0 && <Check kind="done">{t("documents.setDone")}</Check>}
      </ul>
      <h2>{t("documents.digest")}</h2>
      {line.digest === null ? (
        <p className="dim">{t(hasPages(line) ? "documents.digestLater" : "documents.digestNone")}</p>
      ) : (
        <>
          <code className="dc-digest">
            {digestRows(line.digest).map((row) => (
              <span key={row}>{row} </span>
            ))}
          </code>
          <p className="dim">{t("documents.digestHint")}</p>
        </>
      )}
    </div>
  );
}

function Check({
  kind,
  problems = [],
  children,
}: {
  kind: MarkKind;
  problems?: readonly Problem[];
  children: ReactNode;
}) {
  return (
    <li data-kind={kind}>
      <Mark kind={kind} />
      <div>
        {children}
        {problems.length > 0 && <ProblemList problems={problems} />}
      </div>
    </li>
  );
}

function Checks({ line, made }: { line: DocumentLine; made: Made }) {
  const { t } = useTranslation();
  if (line.state === "blocked") {
    return (
      <Check kind="lock" problems={line.problems}>
        {t("documents.dataBlocked")}
      </Check>
    );
  }
  return (
    <>
      <Check kind="done">{t("documents.dataDone")}</Check>
      {hasPages(line) && <Glyphs made={made} />}
      {line.state === "stale" && <Check kind="warn">{t("documents.savedBefore")}</Check>}
      {line.state === "ready" && <Check kind="none">{t("documents.notSaved")}</Check>}
      {line.state === "saved" && (
        <Check kind="done">
          {line.file === null ? t("documents.states.saved") : t("documents.savedAs", { file: line.file })}
        </Check>
      )}
    </>
  );
}

/** A paper is set whole or not at all: once it shows, no glyph is missing. */
function Glyphs({ made }: { made: Made }) {
  const { t } = useTranslation();
  if (made.error != null) {
    return (
      <Check kind="stop" problems={problemsOf(made.error)}>
        {t("documents.glyphsFailed")}
      </Check>
    );
  }
  return made.pages === null ? (
    <Check kind="part">{t("documents.glyphsDoing")}</Check>
  ) : (
    <Check kind="done">{t("documents.glyphsDone", { pages: made.pages })}</Check>
  );
}
