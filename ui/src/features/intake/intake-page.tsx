import { useState, type ReactNode } from "react";

import { ChooseStep, type Kind } from "./choose-step";
import { DoneStep, type Taken } from "./done-step";
import "./intake.css";
import "./sheet.css";
import "./findings.css";
import { useIntake } from "./use-intake";
import { Workbench } from "./workbench";

/** A sender's workbook into the vault: 选文件 → 认表 → 对列 → 核对 → 确认入库. */
export function IntakePage({
  batch,
  kind,
  onDone,
  onBack,
  dropped = null,
  note,
}: {
  /** The batch one is at; it may be changed before the import. */
  batch: string | null;
  kind: Kind;
  /** Goes to the list of what was imported. */
  onDone: () => void;
  onBack: () => void;
  /** Path of the file that was last dropped on the window; the shell sets it. */
  dropped?: string | null;
  /** What is to be said of the file that is on its way in, by its digest. */
  note?: (digest: string) => ReactNode;
}) {
  const intake = useIntake();
  const [taken, setTaken] = useState<Taken | null>(null);
  // A dropped file is read once: whoever wants another one does not get it again.
  const [seen, setSeen] = useState<string | null>(null);
  if (taken !== null) {
    return <DoneStep kind={kind} taken={taken} onDone={onDone} onMore={() => setTaken(null)} />;
  }
  if (intake.view === null) {
    return (
      <ChooseStep
        kind={kind}
        intake={intake}
        dropped={dropped === seen ? null : dropped}
        onDropped={setSeen}
        onBack={onBack}
      />
    );
  }
  return (
    <>
      {note?.(intake.view.file_digest)}
      <Workbench
        key={intake.view.file_digest}
        view={intake.view}
        kind={kind}
        batch={batch}
        intake={intake}
        onBack={onBack}
        onTaken={(done) => {
          setTaken(done);
          intake.forget();
        }}
      />
    </>
  );
}
