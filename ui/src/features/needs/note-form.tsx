import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type NoteKind, type NoteView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

const KINDS: readonly NoteKind[] = ["visit", "talk", "other"];

/** Notes a visit or a talk on a demand. */
export function NoteForm({ no, today, onDone }: { no: string; today: string; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [note, setNote] = useState<NoteView>({ on: today, kind: "visit", who: "", text: "" });
  const save = useDemandAct((asked: NoteView) => backend.demandNote(no, asked), onDone);
  const set = (more: Partial<NoteView>) => setNote((was) => ({ ...was, ...more }));
  const ready = note.on.trim() !== "" && note.text.trim() !== "" && !save.isPending;
  const typed = useTyped(t("needs.addNote"), save.isPending || save.isSuccess);
  return (
    <form
      onInput={typed}
      aria-label={t("needs.addNote")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          save.mutate(note);
        }
      }}
    >
      <fieldset>
        <legend>{t("needs.noteKind")}</legend>
        <Radio.Group
          name="nd-note-kind"
          value={note.kind}
          onChange={(event) => set({ kind: event.target.value as NoteKind })}
          options={KINDS.map((one) => ({ value: one, label: t(`needs.kind.${one}`) }))}
        />
      </fieldset>
      <div className="dm-pair">
        <TextField
          id="nd-note-on"
          label={t("needs.noteDay")}
          value={note.on}
          hint={t("needs.dayHint")}
          onChange={(on) => set({ on })}
        />
        <TextField
          id="nd-note-who"
          label={t("needs.noteWho")}
          value={note.who}
          onChange={(who) => set({ who })}
        />
      </div>
      <TextField
        id="nd-note-text"
        label={t("needs.noteText")}
        value={note.text}
        rows={2}
        onChange={(text) => set({ text })}
      />
      <div className="dm-do">
        <Button type="primary" htmlType="submit" size="small" disabled={!ready}>
          {t("needs.saveNote")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("needs.cancel")}
        </Button>
        {!ready && !save.isPending && <span className="sec">{t("needs.needNote")}</span>}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
    </form>
  );
}
