import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DemandsView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { useDemandAct } from "../../components/use-demand-act";

/** The last import, as long as nothing was built on it: it can be undone, and says so. */
export function UndoLine({ undoable }: { undoable: NonNullable<DemandsView["undoable"]> }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [asking, setAsking] = useState(false);
  const undo = useDemandAct((id: string) => backend.importUndo(id));
  return (
    <div className="nd-undo">
      <span className="sec">{t("needs.undoable", { ...undoable })}</span>
      {asking ? (
        <>
          <span role="alert">{t("needs.undoAsk", { count: undoable.count })}</span>
          <Button size="small" danger disabled={undo.isPending} onClick={() => undo.mutate(undoable.id)}>
            {t("needs.undoYes")}
          </Button>
          <Button size="small" autoFocus onClick={() => setAsking(false)}>
            {t("needs.cancel")}
          </Button>
        </>
      ) : (
        <Button size="small" onClick={() => setAsking(true)}>
          {t("needs.undo")}
        </Button>
      )}
      {undo.isError && <ProblemBox error={undo.error} />}
    </div>
  );
}
