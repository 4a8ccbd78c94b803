import { useTranslation } from "react-i18next";

import type { SetupView } from "../../backend";
import { FreezePane } from "./freeze-pane";
import { SheetTable } from "./sheet-table";

/** The sheet at the left; at the right the rule, what is still in the way, and the freeze. */
export function SheetTab({
  no,
  view,
  locked,
  unsaved,
  onGo,
}: {
  no: string;
  view: SetupView;
  locked: string | null;
  /** Whether the order of bids has changes that are not saved. */
  unsaved: boolean;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="docked su-sheet">
      <section aria-label={t("setup.view.sheet")} tabIndex={0}>
        <SheetTable sheet={view.sheet} />
      </section>
      <section className="dock">
        <FreezePane no={no} view={view} locked={locked} unsaved={unsaved} onGo={onGo} />
      </section>
    </div>
  );
}
