import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type EnvelopeForm as Form, type EnvelopeView, type ResultsView } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { Side } from "../../components/side";
import { useUnsaved } from "../../components/unsaved";
import { useChanged } from "./changed";
import { plain } from "./figures";

/** Where the form starts: what is tried, else what is in force. */
function startOf(view: ResultsView, cutoff: string | null, total: string | null): Form {
  const now = view.envelope.versions.at(-1);
  const sums = new Map(now?.fields ?? []);
  return {
    total: total ?? now?.total ?? "",
    fields: view.envelope.fields.map(({ field }) => [field, sums.get(field) ?? ""]),
    most: now?.most?.toString() ?? "",
    cutoff: cutoff ?? now?.cutoff ?? "",
    basis: now?.basis ?? "",
    reason: "",
  };
}

/** Records the envelope; shows its versions and where the panel departs. */
export function EnvelopeForm({
  no,
  view,
  cutoff,
  total,
  onClose,
  onDone,
}: {
  no: string;
  view: ResultsView;
  /** The score line and the sum that are tried. */
  cutoff: string | null;
  total: string | null;
  onClose: () => void;
  /** It is recorded. */
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [first] = useState(() => startOf(view, cutoff, total));
  const [form, setForm] = useState(first);
  const closed = view.session.stage === "closed";
  const save = useMutation({
    mutationFn: () =>
      backend.envelopeSet(no, {
        ...form,
        total: plain(form.total),
        fields: form.fields.map(([field, sum]) => [field, plain(sum)]),
        cutoff: plain(form.cutoff),
        most: plain(form.most),
      }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  useUnsaved(
    form !== first && !save.isPending && !save.isSuccess ? { what: t("results.envelope.form.work") } : null,
  );
  const set = (more: Partial<Form>) => {
    save.reset();
    setForm({ ...form, ...more });
  };
  const needs = view.envelope.needs_reason;
  const missing = [
    ...(form.total.trim() === "" ? [t("results.envelope.form.total")] : []),
    ...(needs && form.reason.trim() === "" ? [t("results.envelope.form.reason")] : []),
  ];
  const ready = missing.length === 0 && !closed && !save.isPending;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("results.envelope.form.save"),
      run: () => save.mutate(),
      when: ready,
      inFields: true,
    },
  ]);
  const field = (name: "total" | "most" | "cutoff" | "basis" | "reason", hint = "") => (
    <>
      <label className="field" htmlFor={`rs-env-${name}`}>
        {t(`results.envelope.form.${name}`)}
      </label>
      <Input
        id={`rs-env-${name}`}
        value={form[name]}
        disabled={closed}
        placeholder={hint}
        autoComplete="off"
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </>
  );
  return (
    <Side className="rs-dock" label={t("results.envelope.title")}>
      <div className="sec-h">
        <h2>{t("results.envelope.title")}</h2>
        <Button size="small" onClick={onClose}>
          {t("results.dock.close")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="rs-form">
        <p className="sec">{t("results.envelope.form.hint")}</p>
        {closed && (
          <p className="note note-warn">
            <Mark kind="lock" /> {t("results.envelope.form.closed")}
          </p>
        )}
        <Changes said>
          {field("total")}
          <fieldset>
            <legend>{t("results.envelope.form.fields")}</legend>
            {form.fields.map(([name, sum], at) => (
              <label key={name} className="rs-field-sum">
                <span>
                  {name}{" "}
                  <small className="dim">
                    {t("results.envelope.form.used", {
                      used: grouped(view.envelope.fields[at]?.used ?? "0.00"),
                    })}
                  </small>
                </span>
                <Input
                  size="small"
                  className="rs-amount"
                  inputMode="decimal"
                  autoComplete="off"
                  value={sum}
                  disabled={closed}
                  onChange={(event) =>
                    set({
                      fields: form.fields.map(([other, was]) => [
                        other,
                        other === name ? event.target.value : was,
                      ]),
                    })
                  }
                />
              </label>
            ))}
          </fieldset>
          {field("most")}
          {field("cutoff")}
          {field("basis", t("results.envelope.form.basisHint"))}
          {needs && field("reason", t("results.envelope.form.reasonHint"))}
          {save.isError && <ProblemBox error={save.error} />}
          <div className="rs-do">
            <Button type="primary" disabled={!ready} onClick={() => save.mutate()}>
              {t("results.envelope.form.save")} <Keys of="Ctrl Enter" />
            </Button>
            {missing.length > 0 && (
              <span className="sec">{t("results.envelope.form.missing", { what: missing.join("、") })}</span>
            )}
          </div>
        </Changes>
        <Versions versions={view.envelope.versions} />
        <Departures view={view} />
      </div>
    </Side>
  );
}

function Versions({ versions }: { versions: readonly EnvelopeView[] }) {
  const { t } = useTranslation();
  if (versions.length === 0) {
    return null;
  }
  const words = (one: EnvelopeView) => [
    t("results.envelope.versions.line", { at: one.at, by: one.by, total: grouped(one.total) }),
    ...(one.fields.length === 0
      ? []
      : [
          t("results.envelope.versions.fields", {
            fields: one.fields.map(([field, sum]) => `${field} ${grouped(sum)}`).join("、"),
          }),
        ]),
    ...(one.most === null ? [] : [t("results.envelope.versions.most", { most: one.most })]),
    ...(one.cutoff === null ? [] : [t("results.envelope.versions.cutoff", { cutoff: one.cutoff })]),
    ...(one.basis === "" ? [] : [t("results.envelope.versions.basis", { basis: one.basis })]),
    ...(one.reason === "" ? [] : [t("results.envelope.versions.reason", { reason: one.reason })]),
  ];
  return (
    <section aria-label={t("results.envelope.versions.title")}>
      <h3>{t("results.envelope.versions.title")}</h3>
      <ul className="rs-acts">
        {[...versions].reverse().map((one, at) => (
          <li key={`${one.at}/${versions.length - at}`}>
            {words(one).join("；")}
            {at === 0 && <b> · {t("results.envelope.versions.now")}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Departures({ view }: { view: ResultsView }) {
  const { t, i18n } = useTranslation();
  if (view.envelope.versions.length === 0) {
    return null;
  }
  const { departures } = view.envelope;
  return (
    <section aria-label={t("results.envelope.departures.title")}>
      <h3>{t("results.envelope.departures.title")}</h3>
      {departures.length === 0 && <p className="dim">{t("results.envelope.departures.none")}</p>}
      <ul className="rs-acts">
        {departures.map((one) => (
          <li key={one.bid_no}>
            {t("results.envelope.departures.line", {
              position: view.rows.find((row) => row.no === one.bid_no)?.position ?? one.bid_no,
              proposed: t(`results.standing.${one.proposed}`),
              standing: t(`results.standing.${one.standing}`),
            })}
            {one.why !== null && <small> {i18n.language === "en" ? one.why.en : one.why.zh}</small>}{" "}
            {one.reason === "" ? (
              <span className="say say-stop">
                <Mark kind="stop" size={12} /> {t("results.envelope.departures.noReason")}
              </span>
            ) : (
              t("results.envelope.departures.reason", { reason: one.reason })
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
