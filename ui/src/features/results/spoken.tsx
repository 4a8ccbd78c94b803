import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ExplainView } from "../../backend";
import { Mark } from "../../components/marks";
import { Failed, Loading } from "../../components/states";
import { VersionsTable } from "../../components/versions-table";
import { VetoWord } from "./veto-word";

/** What experts said beside their scores: vetoes, abstentions, sheets signed anew with their versions. */
export function Spoken({
  no,
  ask,
  view,
  closed,
}: {
  no: string;
  /** What the questions of the sheet are called. */
  ask: string;
  view: ExplainView;
  closed: boolean;
}) {
  const { t } = useTranslation();
  const [expert, setExpert] = useState<string | null>(null);
  const changed = view.rows.filter(({ origin }) => (origin?.revision ?? 1) > 1);
  if (view.vetoes.length + view.abstained.length + changed.length === 0) {
    return null;
  }
  return (
    <section className="rs-spoken" aria-label={t("results.ask.spoken")}>
      <h3>{t("results.ask.spoken")}</h3>
      <ul>
        {view.vetoes.map((veto) => (
          <li key={veto.question}>
            <Mark kind="warn" size={13} />{" "}
            {t("results.ask.veto", {
              ask,
              question: veto.question,
              answer: veto.answer,
              count: veto.words.length,
              answered: veto.answered,
            })}
            {veto.words.map(({ name, reason }) => (
              <span key={name}> {t("results.ask.word", { name, reason })}</span>
            ))}{" "}
            <span className="sec">{t("results.acts.veto.effect", { effect: veto.effect })}</span>
            <VetoWord no={no} view={view} veto={veto} closed={closed} />
          </li>
        ))}
        {view.abstained.map(({ name, reason }) => (
          <li key={name}>
            <Mark kind="none" size={13} /> {t("results.ask.abstained", { name, reason })}
          </li>
        ))}
        {changed.map((row) => (
          <li key={row.expert_no}>
            <Mark kind="done" size={13} />{" "}
            {t("results.ask.changed", { name: row.name, n: row.origin?.revision ?? "" })}{" "}
            <Button
              size="small"
              aria-expanded={expert === row.expert_no}
              onClick={() => setExpert(expert === row.expert_no ? null : row.expert_no)}
            >
              {t("desk.said.versions")}
            </Button>
          </li>
        ))}
      </ul>
      {expert !== null && <Versions no={no} bid={view.no} expert={expert} />}
    </section>
  );
}

function Versions({ no, bid, expert }: { no: string; bid: string; expert: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const query = useQuery({
    queryKey: ["results", no, "versions", bid, expert],
    queryFn: () => backend.sheetVersions(no, bid, expert),
  });
  if (query.isError) {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  }
  return query.data === undefined ? (
    <Loading what={t("desk.said.versions")} />
  ) : (
    <VersionsTable of={query.data} />
  );
}
