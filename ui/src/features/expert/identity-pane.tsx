import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ExpertView, type IdentityForm } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { refocus } from "../../components/refocus";
import { Side } from "../../components/side";

type Open = "enter" | "show" | "purge" | null;

/** Numbers for fees: masked, shown for a purpose, entered anew, purged. */
export function IdentityPane({ view }: { view: ExpertView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open>(null);
  // Shown numbers live in this pane only and go with it.
  const [full, setFull] = useState<IdentityForm | null>(null);
  const { identity } = view;
  const close = () => {
    setOpen(null);
    refocus("#ep-enter");
  };
  const shown = full ?? identity;
  return (
    <Side className="dock ep-dock" label={t("books.expert.identity")}>
      <h2>
        <Mark kind="lock" size={13} /> {t("books.expert.identity")}
      </h2>
      <p className="sec">{t("books.expert.identityNote")}</p>
      {shown === null ? (
        <p>{t("books.expert.none")}</p>
      ) : (
        <dl>
          <dt>{t("books.expert.idCard")}</dt>
          <dd>{shown.id_card || "—"}</dd>
          <dt>{t("books.expert.bankAccount")}</dt>
          <dd>{shown.bank_account || "—"}</dd>
          <dt>{t("books.expert.bank")}</dt>
          <dd>{shown.bank || "—"}</dd>
        </dl>
      )}
      <div className="tool-do">
        <Button id="ep-enter" size="small" onClick={() => setOpen("enter")}>
          {t(identity === null ? "books.expert.enter" : "books.expert.replace")}
        </Button>
        {identity !== null && full === null && (
          <Button size="small" onClick={() => setOpen("show")}>
            {t("books.expert.show")}
          </Button>
        )}
        {full !== null && (
          <Button size="small" onClick={() => setFull(null)}>
            {t("books.expert.hide")}
          </Button>
        )}
        {identity !== null && (
          <Button size="small" danger onClick={() => setOpen("purge")}>
            {t("books.expert.purge")}
          </Button>
        )}
      </div>
      {open === "enter" && <EnterForm no={view.form.no} onDone={close} onKept={() => setFull(null)} />}
      {open === "show" && (
        <WhyForm
          label={t("books.expert.purpose")}
          hint={t("books.expert.purposeHint")}
          action={t("books.expert.doShow")}
          run={(backend, why) => backend.identityShow(view.form.no, why).then(setFull)}
          onDone={close}
        />
      )}
      {open === "purge" && (
        <WhyForm
          label={t("books.expert.purgeReason")}
          hint=""
          note={t("books.expert.purgeNote")}
          action={t("books.expert.doPurge")}
          danger
          run={(backend, why) => backend.identityPurge(view.form.no, why).then(() => setFull(null))}
          onDone={close}
        />
      )}
    </Side>
  );
}

function EnterForm({ no, onDone, onKept }: { no: string; onDone: () => void; onKept: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [form, setForm] = useState<IdentityForm>({ id_card: "", bank_account: "", bank: "" });
  const keep = useMutation({
    mutationFn: () => backend.identitySet(no, form),
    gcTime: 0,
    onSuccess: (view) => {
      queries.setQueryData(["expert", no], view);
      onKept();
      onDone();
    },
  });
  const labels = {
    id_card: t("books.expert.idCard"),
    bank_account: t("books.expert.bankAccount"),
    bank: t("books.expert.bank"),
  } as const;
  const some = Object.values(form).some((one) => one.trim() !== "");
  return (
    <form
      aria-label={t("books.expert.enter")}
      onSubmit={(event) => {
        event.preventDefault();
        if (some) keep.mutate();
      }}
    >
      {(["id_card", "bank_account", "bank"] as const).map((field) => (
        <div key={field}>
          <label className="field" htmlFor={`id-${field}`}>
            {labels[field]}
          </label>
          <Input
            id={`id-${field}`}
            value={form[field]}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setForm({ ...form, [field]: event.target.value });
              keep.reset();
            }}
          />
        </div>
      ))}
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!some || keep.isPending}>
          {t("books.expert.keep")}
        </Button>
        <Button onClick={onDone}>{t("books.cancel")}</Button>
      </div>
      {keep.isError && <ProblemBox error={keep.error} />}
    </form>
  );
}

/** An act that the journal keeps with its purpose or reason. */
function WhyForm({
  label,
  hint,
  note,
  action,
  danger = false,
  run,
  onDone,
}: {
  label: string;
  hint: string;
  note?: string;
  action: string;
  danger?: boolean;
  run: (backend: ReturnType<typeof useBackend>, why: string) => Promise<void>;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const act = useMutation({
    mutationFn: () => run(backend, why.trim()),
    gcTime: 0,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["expert"] });
      onDone();
    },
  });
  const ready = why.trim() !== "" && !act.isPending;
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) act.mutate();
      }}
    >
      <label className="field" htmlFor="id-why">
        {label}
      </label>
      <Input
        id="id-why"
        autoFocus
        value={why}
        placeholder={hint}
        onChange={(event) => setWhy(event.target.value)}
      />
      {note !== undefined && <p className="sec">{note}</p>}
      <div className="tool-do">
        <Button type="primary" danger={danger} htmlType="submit" disabled={!ready}>
          {action}
        </Button>
        <Button onClick={onDone}>{t("books.cancel")}</Button>
        {!ready && <span className="sec">{t("books.expert.needReason")}</span>}
      </div>
      {act.isError && <ProblemBox error={act.error} />}
    </form>
  );
}
