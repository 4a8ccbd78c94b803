import { Button } from "antd";
import { useState, type ReactNode } from "react";

import type { DatedNote } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

/** A day and words, recorded in one step. */
export function DatedForm({
  id,
  label,
  day,
  note,
  save,
  today,
  noteNeeded = true,
  act,
  onDone,
  children,
}: {
  id: string;
  label: string;
  day: string;
  note: string;
  save: string;
  today: string;
  noteNeeded?: boolean;
  act: (made: DatedNote) => Promise<void>;
  onDone?: () => void;
  children?: ReactNode;
}) {
  const [made, setMade] = useState<DatedNote>({ on: today, note: "" });
  const record = useDemandAct(act, onDone);
  const ready = made.on.trim() !== "" && (!noteNeeded || made.note.trim() !== "") && !record.isPending;
  const typed = useTyped(label, record.isPending || record.isSuccess);
  return (
    <form
      onInput={typed}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          record.mutate(made);
        }
      }}
    >
      <TextField id={`${id}-on`} label={day} value={made.on} onChange={(on) => setMade({ ...made, on })} />
      <TextField
        id={`${id}-note`}
        label={note}
        value={made.note}
        rows={2}
        onChange={(text) => setMade({ ...made, note: text })}
      />
      <div className="dm-do">
        <Button size="small" type="primary" htmlType="submit" disabled={!ready}>
          {save}
        </Button>
        {children}
      </div>
      {record.isError && <ProblemBox error={record.error} />}
    </form>
  );
}
