import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type PaperForm } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { useUnsaved } from "../../components/unsaved";
import { Reason, useChanged } from "./dock";
import { PaperCompare } from "./paper-compare";
import { PaperFields } from "./paper-fields";

/** Which sheet. */
export interface SheetOf {
  expert: string;
  bid: string;
}

/** One sheet: begun, typed, typed again by another person, compared. */
export function PaperEntry({ no, of, onBack }: { no: string; of: SheetOf; onBack: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const key = ["paper", no, of.expert, of.bid];
  const form = useQuery({
    queryKey: key,
    queryFn: () => backend.paperForm(no, of.expert, of.bid),
    retry: false,
    // What was typed is in the vault: nobody gets an older form back.
    gcTime: 0,
  });
  const onForm = (next: PaperForm) => {
    queries.setQueryData(key, next);
    void queries.invalidateQueries({ queryKey: ["board", no] });
  };
  return (
    <>
      <div className="bd-do">
        <Button size="small" onClick={onBack}>
          {t("board.paper.back")}
        </Button>
      </div>
      <QueryStates query={form} what={t("board.paper.what")}>
        {(view) => <Sheet no={no} form={view} onForm={onForm} onBack={onBack} />}
      </QueryStates>
    </>
  );
}

function Sheet({
  no,
  form,
  onForm,
  onBack,
}: {
  no: string;
  form: PaperForm;
  onForm: (form: PaperForm) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const { state } = form;
  const typing = state === "first" || state === "second";
  const whole = state === "differs" || state === "ready";
  const name = (state === "second" ? form.second : form.first) ?? "";
  return (
    <section aria-label={t("board.paper.sheet", { code: form.code })}>
      <h3>{t("board.paper.who", { name: form.name, position: form.position })}</h3>
      <p>
        {form.title}{" "}
        <span className="sec">
          {t("board.paper.sheet", { code: form.code })}
          {form.revision > 1 && ` · ${t("board.paper.revision", { n: form.revision })}`}
        </span>
      </p>
      {state === "laptop" && <p className="say say-warn">{t("board.paper.laptop")}</p>}
      {form.needs_reason && form.first !== null && (
        <p>{t("board.paper.counted", { first: form.first, second: form.second ?? "" })}</p>
      )}
      {typing && (
        <>
          <p className="say say-info">
            {t(state === "first" ? "board.paper.typing1" : "board.paper.typing2", { name })}
          </p>
          <p className="sec">{t("board.paper.keys")}</p>
          <Typing key={state} no={no} form={form} onForm={onForm} />
        </>
      )}
      {whole && <PaperCompare no={no} form={form} onForm={onForm} onDone={onBack} />}
      {!typing && !whole && <Start key={state} no={no} form={form} onForm={onForm} />}
      {(typing || whole || state === "first_done") && <Discard no={no} form={form} onDone={onBack} />}
    </section>
  );
}

/** The entry that is being typed; Enter in its last field finishes it. */
function Typing({ no, form, onForm }: { no: string; form: PaperForm; onForm: (form: PaperForm) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const done = useMutation({
    mutationFn: () => backend.paperDone(no, form.expert_no, form.bid_no),
    onSuccess: onForm,
  });
  return (
    <PaperFields no={no} form={form} onLast={() => done.mutate()}>
      {(flush) => (
        <>
          {done.isError && <ProblemBox error={done.error} />}
          <div className="bd-do">
            <Button
              type="primary"
              disabled={done.isPending}
              onClick={() => void flush().then((saved) => saved && done.mutate())}
            >
              {t(form.state === "first" ? "board.paper.done1" : "board.paper.done2")}
            </Button>
            <span className="sec">{t("board.paper.saved")}</span>
          </div>
        </>
      )}
    </PaperFields>
  );
}

/** Who types: the first person, or another one after the first. */
function Start({ no, form, onForm }: { no: string; form: PaperForm; onForm: (form: PaperForm) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(!form.needs_reason);
  const start = useMutation({
    mutationFn: () =>
      backend.paperStart(
        no,
        form.expert_no,
        form.bid_no,
        name.trim(),
        form.needs_reason ? reason.trim() : null,
      ),
    onSuccess: onForm,
  });
  useUnsaved(`${name}${reason}`.trim() === "" || start.isSuccess ? null : { what: t("board.paper.work") });
  const second = form.state === "first_done";
  const missing =
    name.trim() === ""
      ? t("board.paper.needName")
      : form.needs_reason && reason.trim() === ""
        ? t("board.paper.needReason")
        : null;
  if (!asked) {
    return (
      <Button size="small" onClick={() => setAsked(true)}>
        {t("board.paper.againOpen")}
      </Button>
    );
  }
  return (
    <>
      {second && <p className="sec">{t("board.paper.start2Hint", { name: form.first ?? "" })}</p>}
      {form.needs_reason && (
        <>
          <p className="sec">{t("board.paper.againHint")}</p>
          <label className="field" htmlFor="bd-paper-again">
            {t("board.paper.again")}
          </label>
          <Input id="bd-paper-again" value={reason} onChange={(event) => setReason(event.target.value)} />
        </>
      )}
      <label className="field" htmlFor="bd-paper-name">
        {t(second ? "board.paper.typist2" : "board.paper.typist1")}
      </label>
      <Input
        id="bd-paper-name"
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => missing === null && start.mutate()}
      />
      {start.isError && <ProblemBox error={start.error} />}
      <div className="bd-do">
        <Button type="primary" disabled={missing !== null || start.isPending} onClick={() => start.mutate()}>
          {t(second ? "board.paper.start2" : "board.paper.start1")}
        </Button>
        <Reason of={missing} />
      </div>
    </>
  );
}

function Discard({ no, form, onDone }: { no: string; form: PaperForm; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [reason, setReason] = useState<string | null>(null);
  const discard = useMutation({
    mutationFn: () => backend.paperDiscard(no, form.expert_no, form.bid_no, (reason ?? "").trim()),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  if (reason === null) {
    return (
      <Button size="small" onClick={() => setReason("")}>
        {t("board.paper.discard")}
      </Button>
    );
  }
  return (
    <div>
      <label className="field" htmlFor="bd-paper-discard">
        {t("board.paper.discardWhy")}
      </label>
      <Input
        id="bd-paper-discard"
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {discard.isError && <ProblemBox error={discard.error} />}
      <div className="bd-do">
        <Button
          size="small"
          danger
          disabled={reason.trim() === "" || discard.isPending}
          onClick={() => discard.mutate()}
        >
          {t("board.paper.discardDo")}
        </Button>
        <Button size="small" onClick={() => setReason(null)}>
          {t("board.paper.cancel")}
        </Button>
      </div>
    </div>
  );
}
