import { useQuery } from "@tanstack/react-query";
import { Button, Input, type InputRef } from "antd";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { Empty, QueryStates } from "../../components/states";
import { BidDock } from "./bid-dock";
import { BidTable } from "./bid-table";
import "./bids.css";
import { found } from "./match";

/** The bids of a batch, and beside them the chosen one with its papers. */
export function BidsPage({
  batch,
  onImport,
  onOpen,
  tools,
}: {
  batch: string | null;
  onImport: () => void;
  /** Opens a bid's whole record. */
  onOpen?: (no: string) => void;
  /** Further acts beside the search. */
  tools?: (batch: string) => ReactNode;
}) {
  const { t } = useTranslation();
  useKeys([{ keys: "Ctrl I", label: t("bids.keys.import"), run: onImport, changes: true }]);
  if (batch === null) {
    return <NoBids facts={t("bids.factsNone")} onImport={onImport} />;
  }
  return <OfBatch key={batch} batch={batch} onImport={onImport} onOpen={onOpen} tools={tools?.(batch)} />;
}

interface OfBatchProps {
  batch: string;
  onImport: () => void;
  onOpen: ((no: string) => void) | undefined;
  tools: ReactNode;
}

function OfBatch(props: OfBatchProps) {
  const { batch, onImport } = props;
  const { t } = useTranslation();
  const backend = useBackend();
  const bids = useQuery({
    queryKey: ["bids", batch],
    queryFn: () => backend.bids(batch),
    retry: false,
  });
  if (bids.data === undefined || bids.data.length > 0) {
    return (
      <div className="page">
        <QueryStates query={bids} what={t("bids.what")}>
          {(all) => <Listed all={all} {...props} />}
        </QueryStates>
      </div>
    );
  }
  return <NoBids facts={t("bids.facts", { batch, count: 0 })} onImport={onImport} />;
}

/** No bid is there yet: where they come from. */
function NoBids({ facts, onImport }: { facts: string; onImport: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="page">
      <PageHead title={t("bids.title")} facts={facts} />
      <Empty
        title={t("bids.emptyTitle")}
        hint={t("bids.emptyHint")}
        action={
          <Changes>
            <Button type="primary" onClick={onImport}>
              {t("bids.import")} <Keys of="Ctrl I" />
            </Button>
          </Changes>
        }
      />
    </div>
  );
}

function Listed({ batch, all, onImport, onOpen, tools }: OfBatchProps & { all: BidLine[] }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const search = useRef<InputRef>(null);
  const table = useRef<HTMLTableElement>(null);
  const shown = useMemo(() => found(all, text), [all, text]);
  const order = useMemo(() => new Map(all.map((bid, index) => [bid.no, index + 1])), [all]);
  const bid = shown.find((one) => one.no === chosen) ?? shown[0];
  const find = () => search.current?.focus({ cursor: "all" });
  useKeys([
    { keys: "Ctrl K", label: t("bids.keys.search"), run: find, inFields: true },
    { keys: "Ctrl F", label: t("bids.keys.search"), run: find, inFields: true, quiet: true },
    {
      keys: "Ctrl O",
      label: t("books.tools.open"),
      run: () => bid !== undefined && onOpen?.(bid.no),
      when: bid !== undefined && onOpen !== undefined,
    },
  ]);
  const counts = { batch, count: all.length };
  return (
    <>
      <PageHead
        title={t("bids.title")}
        facts={
          text.trim() === ""
            ? t("bids.facts", counts)
            : t("bids.factsFound", { ...counts, found: shown.length })
        }
      >
        <Changes>
          <Button type="primary" onClick={onImport}>
            {t("bids.import")} <Keys of="Ctrl I" />
          </Button>
        </Changes>
      </PageHead>
      <div className="bl-find">
        <Input
          ref={search}
          type="search"
          aria-label={t("bids.search")}
          placeholder={t("bids.searchHint")}
          value={text}
          allowClear
          autoComplete="off"
          suffix={<Keys of="Ctrl K" />}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown" && !event.nativeEvent.isComposing) {
              event.preventDefault();
              table.current?.focus();
            }
          }}
        />
        <span className="dim">{t("bids.unit")}</span>
        {tools}
      </div>
      {bid === undefined ? (
        <Empty
          title={t("bids.noneTitle")}
          hint={t("bids.noneHint", { text: text.trim() })}
          action={<Button onClick={() => setText("")}>{t("bids.clear")}</Button>}
        />
      ) : (
        <div className="docked bl-body">
          <BidTable bids={shown} order={order} chosen={bid.no} onChoose={setChosen} table={table} />
          <BidDock key={bid.no} batch={batch} bid={bid} onOpen={onOpen} />
        </div>
      )}
    </>
  );
}
