import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { QueryStates } from "../../components/states";
import { AmendDraft } from "./amend-draft";
import { FreezePane } from "./freeze-pane";
import { SheetEditor } from "./sheet-editor";
import { SheetTable } from "./sheet-table";
import { useSheet } from "./use-sheet";

/** The sheet at the left, shown or edited; at the right the rule, what is still in the way, and the freeze. */
export function SheetTab({
  no,
  view,
  locked,
  unsaved,
  passing,
  onPassing,
  onGo,
}: {
  no: string;
  view: SetupView;
  locked: string | null;
  /** Whether the order of bids has changes that are not saved. */
  unsaved: boolean;
  /** Why the rules are frozen all the same, as it is typed. */
  passing: string;
  onPassing: (reason: string) => void;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  // While another sheet or method is amended to, its draft stands in the place of the sheet in force.
  const [drafting, setDrafting] = useState(false);
  const can = locked === null;
  useKeys([
    { keys: "Ctrl E", label: t("sheet.edit"), run: () => setEditing(!editing), when: can, inFields: true },
  ]);
  return (
    <div className="docked su-sheet">
      <section aria-label={t("setup.view.sheet")} tabIndex={0}>
        {drafting && view.frozen !== null ? (
          <AmendDraft no={no} view={view} />
        ) : editing && can ? (
          <Editor no={no} onDone={() => setEditing(false)} />
        ) : (
          <>
            {can && (
              <div className="se-open">
                <Button onClick={() => setEditing(true)}>
                  {t("sheet.edit")} <Keys of="Ctrl E" />
                </Button>
              </div>
            )}
            <SheetTable sheet={view.sheet} ranks={view.ranks} />
          </>
        )}
      </section>
      <section className="dock">
        <FreezePane
          no={no}
          view={view}
          locked={locked}
          unsaved={unsaved}
          passing={passing}
          onPassing={onPassing}
          onGo={onGo}
          drafting={drafting}
          onDrafting={setDrafting}
        />
      </section>
    </div>
  );
}

function Editor({ no, onDone }: { no: string; onDone: () => void }) {
  const { t } = useTranslation();
  const query = useSheet(no);
  return (
    <QueryStates query={query} what={t("setup.sheet")}>
      {(edit) => <SheetEditor no={no} edit={edit} onDone={onDone} />}
    </QueryStates>
  );
}
