import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidView, type PaperCard } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes, useWhyNot } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { refocus } from "../../components/refocus";
import { Side } from "../../components/side";
import { QueryStates } from "../../components/states";
import { useUnsaved } from "../../components/unsaved";
import { AgreementSection, RoadshowSection } from "./agreement-section";
import "./bid.css";
import { FactsSection } from "./facts-section";
import { FindingsPane } from "./findings-pane";
import { FormalCheckSection } from "./formal-check";
import { MoneySection } from "./money-section";
import { PaperReader } from "./paper-reader";
import { PapersSection } from "./papers-section";
import { MilestonesSection, PeopleSection } from "./people-section";
import { RaceSection } from "./race-section";
import { useDraft, type Draft } from "./use-draft";
import { YouthLine } from "./youth-line";

/** One bid's whole record: read, checked while it is typed, saved with a reason. */
export function BidPage({
  batch,
  no,
  dropped,
  onBack,
}: {
  batch: string;
  no: string;
  /** The file that was last dropped on the window. */
  dropped: string | null;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const bid = useQuery({
    queryKey: ["bid", batch, no],
    queryFn: () => backend.bid(batch, no),
    retry: false,
  });
  return (
    <div className="page">
      <QueryStates query={bid} what={t("bid.what")}>
        {(view) => <Record view={view} dropped={dropped} onBack={onBack} />}
      </QueryStates>
    </div>
  );
}

function Record({ view, dropped, onBack }: { view: BidView; dropped: string | null; onBack: () => void }) {
  const { t } = useTranslation();
  const draft = useDraft(view);
  const [paper, setPaper] = useState<PaperCard | null>(null);
  const frozen = view.frozen;
  const why = useWhyNot();
  useKeys([
    {
      keys: "Ctrl E",
      label: t("bid.keys.edit"),
      run: draft.begin,
      when: !draft.editing && frozen === null && why === null && paper === null,
    },
    { keys: "Esc", label: t("bid.keys.back"), run: onBack, when: !draft.editing && paper === null },
  ]);
  return (
    <>
      <PageHead
        title={
          <>
            {view.no} {draft.form.title}
          </>
        }
        facts={t("bid.facts", { batch: view.batch, sponsor: view.form.sponsor, solver: view.form.solver })}
      >
        {!draft.editing && frozen === null && (
          <Changes>
            <Button id="bd-edit" type="primary" onClick={draft.begin}>
              {t("bid.edit")} <Keys of="Ctrl E" />
            </Button>
          </Changes>
        )}
        {!draft.editing && (
          <Button onClick={onBack}>
            {t("bid.back")} <Keys of="Esc" />
          </Button>
        )}
      </PageHead>
      {frozen !== null && (
        <p className="note note-info">
          <Mark kind="lock" /> {t("bid.frozen", { session: frozen.session_no, at: frozen.at })}
        </p>
      )}
      {draft.editing && <SaveBar view={view} draft={draft} />}
      <div className="docked bd-body">
        {paper !== null ? (
          <PaperReader key={paper.id} paper={paper} onClose={() => setPaper(null)} />
        ) : (
          <div className="bd-sections" role="region" aria-label={t("bid.what")} tabIndex={0}>
            <FactsSection draft={draft} fields={view.fields} />
            <MoneySection draft={draft} />
            <AgreementSection draft={draft} />
            <PeopleSection draft={draft} />
            <MilestonesSection draft={draft} />
            <RoadshowSection draft={draft} />
          </div>
        )}
        <Side className="dock bd-dock" label={t("bid.findings.title")}>
          <FindingsPane draft={draft} />
          <Changes>
            <YouthLine view={view} youth={draft.checked.youth} />
            <RaceSection view={view} />
          </Changes>
          <PapersSection view={view} dropped={dropped} onLook={setPaper} />
          {!draft.editing && <FormalCheckSection view={view} />}
        </Side>
      </div>
    </>
  );
}

/** What ends an edit: saved with a reason, or given up. */
function SaveBar({ view, draft }: { view: BidView; draft: Draft }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const end = () => {
    draft.end();
    refocus("#bd-edit");
  };
  const save = useMutation({
    mutationFn: () => backend.bidSave(view.batch, view.no, draft.form, reason.trim()),
    onSuccess: async (saved) => {
      queries.setQueryData(["bid", view.batch, view.no], saved);
      end();
      await queries.invalidateQueries({ queryKey: ["bids", view.batch] });
      await queries.invalidateQueries({ queryKey: ["bid", view.batch] });
    },
  });
  useUnsaved(draft.changed && !save.isPending ? { what: t("bid.work", { no: view.no }) } : null);
  const ready = draft.changed && reason.trim() !== "" && !save.isPending;
  const submit = () => {
    if (ready) save.mutate();
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("bid.keys.save"), run: submit, inFields: true, when: ready },
    { keys: "Esc", label: t("bid.keys.cancel"), run: end, inFields: true, when: !draft.changed },
  ]);
  return (
    <form
      className="bd-save"
      aria-label={t("bid.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor="bd-reason">{t("bid.reason")}</label>
      <Input
        id="bd-reason"
        value={reason}
        placeholder={t("bid.reasonHint")}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={!ready}>
        {t("bid.save")} <Keys of="Ctrl Enter" />
      </Button>
      <Button onClick={end} disabled={save.isPending}>
        {t("bid.cancel")}
      </Button>
      <span className="sec" role="status">
        {save.isPending
          ? t("bid.saving")
          : !draft.changed
            ? t("bid.nothing")
            : reason.trim() === ""
              ? t("bid.needReason")
              : t("bid.unsaved")}
      </span>
      {save.isError && <ProblemBox error={save.error} />}
    </form>
  );
}
