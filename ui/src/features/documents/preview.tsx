import { useTranslation } from "react-i18next";

import type { DocumentLine } from "../../backend";
import { PdfBar } from "../../components/pdf/pdf-bar";
import { PdfView } from "../../components/pdf/pdf-view";
import type { PdfReader } from "../../components/pdf/use-pdf-reader";
import { ProblemList } from "../../components/problem-list";
import { Empty } from "../../components/states";
import { hasPages } from "./state";

/** The pages of the chosen paper, or why there are none. */
export function Preview({
  line,
  reader,
  load,
}: {
  line: DocumentLine;
  reader: PdfReader;
  load: () => Promise<ArrayBuffer>;
}) {
  const { t } = useTranslation();
  if (!hasPages(line)) {
    return (
      <div className="dc-none">
        <NoPages line={line} />
      </div>
    );
  }
  // Inside the paper the arrows scroll it.
  return (
    <div
      className="dc-reader"
      onKeyDown={(event) => {
        if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/.test(event.key) && !event.ctrlKey && !event.altKey) {
          event.stopPropagation();
        }
      }}
    >
      <PdfBar {...reader.bar}>
        <b>{line.title}</b>
      </PdfBar>
      <PdfView {...reader.view} load={load} label={t("documents.preview", { title: line.title })} />
    </div>
  );
}

function NoPages({ line }: { line: DocumentLine }) {
  const { t } = useTranslation();
  if (line.state === "blocked") {
    return (
      <Empty
        title={t("documents.blockedTitle")}
        hint={t("documents.blockedHint")}
        action={line.problems.length > 0 && <ProblemList problems={line.problems} />}
      />
    );
  }
  const kind = line.format === "xlsx" ? "sheet" : line.format === "lzv" ? "verify" : "other";
  return <Empty title={t(`documents.${kind}Title`)} hint={t(`documents.${kind}Hint`)} />;
}
