import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidLine, type PaperCard } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { sizeOf } from "../../components/pdf/size";
import { ProblemBox } from "../../components/problem-box";

/** The papers of a bid. Removing one asks in its place. */
export function PaperList({ batch, bid }: { batch: string; bid: BidLine }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => backend.paperRemove(batch, bid.no, id),
    onSuccess: () => {
      setAsked(null);
      return queries.invalidateQueries({ queryKey: ["bids", batch] });
    },
  });
  const leave = () => {
    setAsked(null);
    remove.reset();
  };
  useKeys([{ keys: "Esc", label: t("bids.keys.cancel"), run: leave, when: asked !== null }]);
  if (bid.papers.length === 0) {
    return <p className="sec">{t("bids.noPapers")}</p>;
  }
  return (
    <ul className="bl-papers">
      {bid.papers.map((paper) => (
        <Paper
          key={paper.id}
          paper={paper}
          asked={asked === paper.id}
          busy={remove.isPending}
          error={asked === paper.id ? remove.error : null}
          onAsk={() => {
            remove.reset();
            setAsked(paper.id);
          }}
          onLeave={leave}
          onRemove={() => remove.mutate(paper.id)}
        />
      ))}
    </ul>
  );
}

function Paper({
  paper,
  asked,
  busy,
  error,
  onAsk,
  onLeave,
  onRemove,
}: {
  paper: PaperCard;
  asked: boolean;
  busy: boolean;
  error: unknown;
  onAsk: () => void;
  onLeave: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { name, kind, size } = paper;
  return (
    <li>
      <div className="bl-paper">
        <span>{t(`bids.kind.${kind}`)}</span>
        <span>
          {name} <small className="dim">{sizeOf(size)}</small>
        </span>
        {!asked && (
          <Button size="small" aria-label={t("bids.removeName", { name })} onClick={onAsk}>
            {t("bids.remove")}
          </Button>
        )}
      </div>
      {asked && (
        <div className="note note-warn bl-ask" role="alert">
          <span>{t("bids.removeAsk", { name })}</span>
          <div>
            <Button size="small" danger disabled={busy} onClick={onRemove}>
              {busy ? t("bids.removing") : t("bids.removeYes")}
            </Button>
            <Button size="small" autoFocus disabled={busy} onClick={onLeave}>
              {t("bids.removeNo")} <Keys of="Esc" />
            </Button>
          </div>
        </div>
      )}
      {error !== null && <ProblemBox error={error} />}
    </li>
  );
}
