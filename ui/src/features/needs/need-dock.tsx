import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DemandView } from "../../backend";
import { grouped } from "../../components/amount";
import { DemandMoves } from "../../components/demand-moves";
import { Completeness, StatusWord } from "../../components/demands";
import { Keys } from "../../components/kbd";
import { Changes } from "../../components/may";
import { ProblemList } from "../../components/problem-list";
import { Side } from "../../components/side";
import { QueryStates } from "../../components/states";
import { NeedPapers } from "./need-papers";
import { NoteForm } from "./note-form";

/** The chosen demand: what it states and lacks, notes, its way so far, and what can be done with it. */
export function NeedDock({ no, today, onEdit }: { no: string; today: string; onEdit: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const demand = useQuery({
    queryKey: ["demands", "one", no],
    queryFn: () => backend.demand(no),
    retry: false,
  });
  return (
    <Side className="dock dm-dock" label={t("needs.detail")}>
      <QueryStates query={demand} what={no}>
        {(view) => <Detail view={view} today={today} onEdit={onEdit} />}
      </QueryStates>
    </Side>
  );
}

function Detail({ view, today, onEdit }: { view: DemandView; today: string; onEdit: () => void }) {
  const { t } = useTranslation();
  const { line } = view;
  return (
    <>
      <h2>{line.title}</h2>
      <div className="dm-do">
        <StatusWord status={line.status} /> <Completeness line={line} />
        {line.reason !== "" && <span className="sec">{line.reason}</span>}
      </div>
      <div className="dm-do">
        <Changes>
          <Button size="small" type="primary" disabled={!view.editable} onClick={onEdit}>
            {t("needs.edit")} <Keys of="Ctrl E" />
          </Button>
        </Changes>
        {!view.editable && (
          <span className="sec">{t("needs.locked", { status: t(`needs.status.${line.status}`) })}</span>
        )}
      </div>
      <Changes>
        <DemandMoves line={line} />
      </Changes>
      {view.findings.length > 0 && (
        <>
          <h3>{t("needs.findings")}</h3>
          <ProblemList problems={view.findings} />
        </>
      )}
      <Facts view={view} />
      {line.word !== null && (
        <>
          <h3>{t("needs.panelWord")}</h3>
          <p>
            <b>{t(`needs.conclusion.${line.word.conclusion}`)}</b>
            {line.word.score !== "" && ` · ${line.word.score}`}
          </p>
          <p className="sec">{line.word.reason}</p>
          {line.provincial !== null && (
            <p>
              {t("needs.provincial")} {line.provincial.on} {line.provincial.note}
            </p>
          )}
        </>
      )}
      <NeedPapers view={view} />
      <Notes view={view} today={today} />
      <h3>{t("needs.moves")}</h3>
      <ul className="dm-log">
        {view.moves.map((move) => (
          <li key={`${move.at}${move.to}`}>
            {move.at}　{t(`needs.status.${move.to}`)}
            {move.reason !== "" && <small>{move.reason}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Facts({ view: { form, file } }: { view: DemandView }) {
  const { t } = useTranslation();
  const or = (text: string) => (text === "" ? <span className="dim">{t("needs.blank")}</span> : text);
  const amount = (text: string) => (text === "" ? or("") : t("needs.amount", { amount: grouped(text) }));
  const months = form.term_months === "" ? "" : t("needs.months", { count: Number(form.term_months) });
  const term =
    form.end === ""
      ? months
      : t("needs.termOf", { start: form.start === "" ? "?" : form.start, end: form.end });
  const { collected } = form;
  const from =
    collected === null
      ? t("needs.unrecorded")
      : t("needs.collectedOf", { ...collected, sender: t(`needs.sender.${collected.sender}`) });
  const race =
    form.race_allowed === null
      ? "raceUnasked"
      : form.race_allowed
        ? ("raceYes" as const)
        : ("raceNo" as const);
  const contact = [form.contact, form.phone].filter((text) => text !== "").join(" ");
  const facts: [string, React.ReactNode][] = [
    [t("needs.no"), form.no],
    [t("needs.field"), or(form.field)],
    ...(form.field_reason === "" ? [] : [[t("needs.reason"), form.field_reason] as [string, string]]),
    [t("needs.sponsor"), form.sponsor],
    ...(form.sponsor_code === "" ? [] : [[t("needs.code"), form.sponsor_code] as [string, string]]),
    [t("needs.contact"), or(contact)],
    [t("needs.statement.background"), or(form.background)],
    [t("needs.statement.content"), or(form.content)],
    [t("needs.statement.indicators"), or(form.indicators)],
    [t("needs.term"), or(term)],
    [t("needs.statement.investment"), amount(form.total_investment)],
    [t("needs.rd"), amount(form.rd_total)],
    [t("needs.statement.requirements"), or(form.requirements)],
    [t("needs.scene"), or(form.scene)],
    [t("needs.race"), t(`needs.${race}`)],
    [t("needs.collected"), from],
    ...(file === null ? [] : [[t("needs.file"), file] as [string, string]]),
  ];
  return (
    <dl className="dm-facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Notes({ view, today }: { view: DemandView; today: string }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <h3>{t("needs.notes")}</h3>
      {view.notes.length === 0 && !adding && <p className="dim">{t("needs.noNotes")}</p>}
      <ul className="dm-log">
        {view.notes.map((note, index) => (
          <li key={index}>
            {note.on}　<b>{t(`needs.kind.${note.kind}`)}</b>　{note.who}
            <small>{note.text}</small>
          </li>
        ))}
      </ul>
      {adding ? (
        <NoteForm no={view.line.no} today={today} onDone={() => setAdding(false)} />
      ) : (
        <div className="dm-do">
          <Changes>
            <Button size="small" onClick={() => setAdding(true)}>
              {t("needs.addNote")}
            </Button>
          </Changes>
        </div>
      )}
    </>
  );
}
