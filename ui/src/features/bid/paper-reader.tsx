import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type PaperCard } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { PdfBar } from "../../components/pdf/pdf-bar";
import { PdfView } from "../../components/pdf/pdf-view";
import { usePdfReader } from "../../components/pdf/use-pdf-reader";
import { QueryStates } from "../../components/states";

/** A paper to read in the place of the bid's fields. */
export function PaperReader({ paper, onClose }: { paper: PaperCard; onClose: () => void }) {
  const { t } = useTranslation();
  useKeys([{ keys: "Esc", label: t("bid.keys.close"), run: onClose }]);
  const close = (
    <Button size="small" onClick={onClose}>
      {t("bid.papers.close")} <Keys of="Esc" />
    </Button>
  );
  return (
    <div className="bd-reader">
      {paper.format === "pdf" ? (
        <Pdf paper={paper} close={close} />
      ) : (
        <>
          <p className="bd-do">
            {close} <span className="sec">{t("bid.papers.pictureOnly")}</span>
          </p>
          <Picture paper={paper} />
        </>
      )}
    </div>
  );
}

function Pdf({ paper, close }: { paper: PaperCard; close: ReactNode }) {
  const backend = useBackend();
  const reader = usePdfReader(paper.id);
  return (
    <>
      <PdfBar {...reader.bar}>
        <b>{paper.name}</b> {close}
      </PdfBar>
      <PdfView {...reader.view} load={() => backend.paper(paper.id)} size={paper.size} label={paper.name} />
    </>
  );
}

/** Bytes as the text of an address that only this window can follow. */
function addressOf(bytes: ArrayBuffer, format: string): string {
  let binary = "";
  const view = new Uint8Array(bytes);
  for (let at = 0; at < view.length; at += 0x8000) {
    binary += String.fromCharCode(...view.subarray(at, at + 0x8000));
  }
  return `data:image/${format};base64,${btoa(binary)}`;
}

function Picture({ paper }: { paper: PaperCard }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const bytes = useQuery({
    queryKey: ["paper", paper.id],
    queryFn: async () => addressOf(await backend.paper(paper.id), paper.format),
    gcTime: 0,
    retry: false,
  });
  return (
    <QueryStates query={bytes}>
      {(address) => <img src={address} alt={t("bid.papers.picture", { name: paper.name })} />}
    </QueryStates>
  );
}
