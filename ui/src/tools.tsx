import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ExportForm } from "./components/export-form";
import { Keys } from "./components/kbd";
import { useKeys } from "./components/keys";
import { Changes } from "./components/may";
import { FormalChecksForm } from "./features/bids/formal-checks-form";

/** What else can be done with the bids of a batch: papers of a folder, what is there twice, formal checks, a plain workbook. */
export function BidTools({ batch, onGo }: { batch: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"export" | "formal" | null>(null);
  const toggle = (one: "export" | "formal") => setOpen(open === one ? null : one);
  return (
    <div className="page-tools" role="group" aria-label={t("books.tools.label")}>
      <Changes>
        <Button size="small" onClick={() => onGo("/bids/papers")}>
          {t("books.tools.papers")}
        </Button>
      </Changes>
      <Button size="small" onClick={() => onGo("/bids/twice")}>
        {t("books.tools.twice")}
      </Button>
      <Changes>
        <Button size="small" aria-expanded={open === "formal"} onClick={() => toggle("formal")}>
          {t("bids.formal.open")}
        </Button>
      </Changes>
      <Changes>
        <Button size="small" aria-expanded={open === "export"} onClick={() => toggle("export")}>
          {t("books.tools.export")}
        </Button>
      </Changes>
      {open === "formal" && <FormalChecksForm batch={batch} onClose={() => setOpen(null)} />}
      {open === "export" && <ExportForm book="bids" batch={batch} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** What else can be done with the register of experts. */
export function ExpertTools({ onGo }: { onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const [exporting, setExporting] = useState(false);
  const add = () => onGo("/experts/new");
  useKeys([{ keys: "Ctrl N", label: t("books.expert.add"), run: add, changes: true }]);
  return (
    <div className="page-tools">
      <Changes>
        <Button size="small" onClick={add}>
          {t("books.expert.add")} <Keys of="Ctrl N" />
        </Button>
      </Changes>
      <Changes>
        <Button size="small" aria-expanded={exporting} onClick={() => setExporting(!exporting)}>
          {t("books.tools.export")}
        </Button>
      </Changes>
      {exporting && <ExportForm book="experts" batch={null} onClose={() => setExporting(false)} />}
    </div>
  );
}
