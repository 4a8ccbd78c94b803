import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemsOf, useBackend, type DecisionView, type ResultRow, type ResultsView } from "../../backend";
import { useFirstWrong } from "../../components/first-wrong";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { Empty } from "../../components/states";
import { useChanged } from "./changed";
import { AllRow, useLackWords } from "./decide-all-row";
import { withClosing } from "./closing";
import { decisionOf, draftOf, lacksOf, withOpinions, wordsOf, type Draft, type Drafts } from "./draft";

/** Records what the figures suggest for every bid that has no word yet, in one step or not at all. */
export function DecideAll({
  no,
  view,
  drafts,
  onDraft,
  onKept,
  onClose,
}: {
  no: string;
  view: ResultsView;
  drafts: Drafts;
  onDraft: (bid: string, draft: Draft) => void;
  onKept: (bids: readonly string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const changed = useChanged(no);
  const wordsFor = useLackWords();
  const of = wordsOf(view.session.kind);
  const [left, setLeft] = useState<readonly string[]>([]);
  const draft = (row: ResultRow) => drafts[row.no] ?? draftOf(null, row.suggested, row.proposed);
  // A bid whose draft departs from the suggestion is decided by itself; one on whose veto the panel said nothing has to wait.
  const suggested = view.rows.filter(
    (row) => row.decision === null && row.suggested !== null && draft(row).conclusion === row.suggested,
  );
  const vetoed = (row: ResultRow) => view.vetoes.some(({ bid_no }) => bid_no === row.no);
  const rows = suggested.filter((row) => !vetoed(row));
  const waiting = suggested.filter(vetoed).map(({ position }) => position);
  const chosen = rows.filter((row) => !left.includes(row.no));
  const lacks = (row: ResultRow) => (left.includes(row.no) ? [] : lacksOf(draft(row), row.proposed));
  const open = chosen.filter((row) => lacks(row).length > 0);
  const decide = useMutation({
    mutationFn: () =>
      backend.decide(
        no,
        chosen
          .map((row) => decisionOf(row.no, draft(row)))
          .filter((one): one is DecisionView => one !== null),
      ),
    onSuccess: async () => {
      await changed();
      onKept(chosen.map((row) => row.no));
      onClose();
    },
  });
  const fetch = useMutation({
    mutationFn: async ({ of, what }: { of: readonly ResultRow[]; what: "opinions" | "closing" }) => {
      let filled = 0;
      for (const row of of) {
        const explain = await queries.fetchQuery({
          queryKey: ["explain", no, row.no],
          queryFn: () => backend.explain(no, row.no),
        });
        const next =
          what === "closing"
            ? withClosing(draft(row), explain.closing_standard)
            : withOpinions(draft(row), explain);
        filled += JSON.stringify(next) === JSON.stringify(draft(row)) ? 0 : 1;
        onDraft(row.no, next);
      }
      return { filled, empty: of.length - filled };
    },
  });
  // Pressed in vain: what is missing shows at its field, and the first one takes the keyboard, each time anew.
  const [vain, setVain] = useState<object | null>(null);
  const ready = chosen.length > 0 && !decide.isPending;
  const run = () => {
    if (open.length > 0) {
      decide.reset();
      setVain({});
    } else {
      setVain(null);
      decide.mutate();
    }
  };
  const opinions = () => fetch.mutate({ of: chosen, what: "opinions" });
  const closings = () => fetch.mutate({ of: chosen, what: "closing" });
  const fetches = !fetch.isPending && chosen.length > 0;
  useKeys([
    { keys: "Alt O", label: t("results.all.draftAll"), run: opinions, when: fetches, inFields: true },
    { keys: "Alt J", label: t("results.all.closingAll"), run: closings, when: fetches, inFields: true },
    {
      keys: "Ctrl Enter",
      label: t("results.queue.all"),
      run,
      when: ready,
      inFields: true,
    },
  ]);
  const problems = decide.isError ? problemsOf(decide.error) : [];
  const about = (bid: string) =>
    problems.filter(({ params }) =>
      params.some(([name, value]) => (name === "bid_no" || name === "demand") && value === bid),
    );
  const named = new Set(rows.flatMap((row) => about(row.no)));
  const form = useFirstWrong<HTMLElement>(vain ?? decide.error);
  return (
    <section ref={form} className="rs-all" aria-label={t("results.all.title")}>
      <div className="sec-h">
        <h2>
          {t("results.all.title")} <small>{t("results.all.hint")}</small>
        </h2>
        <span className="rs-do">
          <Button size="small" disabled={fetch.isPending || chosen.length === 0} onClick={opinions}>
            {t("results.all.draftAll")} <Keys of="Alt O" />
          </Button>
          <Button size="small" disabled={fetch.isPending || chosen.length === 0} onClick={closings}>
            {t("results.all.closingAll")} <Keys of="Alt J" />
          </Button>
          <Button size="small" onClick={onClose}>
            {t("results.dock.close")} <Keys of="Esc" />
          </Button>
        </span>
      </div>
      {waiting.length > 0 && (
        <p className="say say-warn">
          <Mark kind="warn" size={13} />{" "}
          {t("results.all.vetoed", { count: waiting.length, positions: waiting.join("、") })}
        </p>
      )}
      {of === "bid" && rows.length > 0 && <p className="sec">{t("results.all.medians")}</p>}
      {fetch.isSuccess && (
        <p className="sec" role="status">
          {t(fetch.variables.what === "closing" ? "results.all.closed" : "results.all.filled", fetch.data)}
        </p>
      )}
      {fetch.isError && <ProblemBox error={fetch.error} />}
      {decide.isError && named.size < problems.length && <ProblemBox error={decide.error} />}
      <div className="rs-scroll" role="region" aria-label={t("results.all.bid")} tabIndex={0}>
        {rows.length === 0 ? (
          <Empty title={t("results.all.none")} />
        ) : (
          <table className="rs-all-t">
            <thead>
              <tr>
                <th scope="col">{t("results.all.bid")}</th>
                <th scope="col">{t(of === "demand" ? "results.form.value" : "results.form.feasibility")}</th>
                <th scope="col">{t(of === "demand" ? "results.form.weakness" : "results.form.budget")}</th>
                <th scope="col">
                  {t("results.form.revise")} / {t("results.form.reason")} / {t("results.form.closing")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AllRow
                  key={row.no}
                  row={row}
                  of={of === "demand" ? "demand" : "bid"}
                  draft={draft(row)}
                  chosen={!left.includes(row.no)}
                  lacks={lacks(row)}
                  called={vain !== null}
                  problems={about(row.no)}
                  onChosen={(on) => setLeft(on ? left.filter((one) => one !== row.no) : [...left, row.no])}
                  onDraft={(next) => onDraft(row.no, next)}
                  onFetch={() => fetch.mutate({ of: [row], what: "opinions" })}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div className="rs-do rs-foot">
        <Button type="primary" disabled={!ready} aria-describedby="rs-all-open" onClick={run}>
          {t("results.all.save", { count: chosen.length })} <Keys of="Ctrl Enter" />
        </Button>
        {chosen.length === 0 && rows.length > 0 && <span className="sec">{t("results.all.needPick")}</span>}
        <span id="rs-all-open" role="status" className={vain === null ? "sec" : "say-stop"}>
          {open[0] !== undefined &&
            t(open.length > 1 ? "results.all.missingMore" : "results.all.missing", {
              position: open[0].position,
              what: wordsFor(lacks(open[0])),
              count: open.length - 1,
            })}
        </span>
      </div>
    </section>
  );
}
