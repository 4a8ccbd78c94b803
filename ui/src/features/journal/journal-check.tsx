import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";

/** Counts the journal and every row anew. */
export function useJournalCheck() {
  const backend = useBackend();
  return useMutation({ mutationFn: () => backend.journalCheck() });
}

/** What the check found. It stays until the next one. */
export function JournalCheckNote({ check }: { check: ReturnType<typeof useJournalCheck> }) {
  const { t } = useTranslation();
  if (check.isError) {
    return <ProblemBox error={check.error} />;
  }
  if (check.isPending) {
    return (
      <div className="note note-plain" role="status">
        <Mark kind="part" size={16} /> {t("journal.checking")}
      </div>
    );
  }
  if (check.data === undefined) {
    return null;
  }
  const { seq, head, rows } = check.data;
  return (
    <div className="note note-ok" role="status">
      <Mark kind="done" size={16} />
      <div>
        <b>{t("journal.checked", { seq })}</b>
        <dl className="jn-check">
          <dt>{t("journal.checkedHead")}</dt>
          <dd>
            <code>{head}</code>
          </dd>
          <dt>{t("journal.checkedRows")}</dt>
          <dd>{rows}</dd>
        </dl>
      </div>
    </div>
  );
}
