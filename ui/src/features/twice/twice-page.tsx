import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type TwicePair, type TwiceView } from "../../backend";
import { ImportListForm } from "../../components/import-list-form";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { useRoving } from "../../components/roving";
import { Empty, QueryStates } from "../../components/states";
import { PairDock } from "./pair-dock";
import "./twice.css";

/** What of a batch may be there twice; the chosen pair beside it, side by side. */
export function TwicePage({ batch, onBack }: { batch: string; onBack: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [importing, setImporting] = useState(false);
  const twice = useQuery({ queryKey: ["twice", batch], queryFn: () => backend.twice(batch), retry: false });
  useKeys([{ keys: "Esc", label: t("books.twice.keys.back"), run: onBack }]);
  const { data } = twice;
  return (
    <div className="page">
      <PageHead
        title={t("books.twice.title")}
        facts={
          data &&
          t("books.twice.facts", {
            batch: batch === "" ? t("books.twice.demands") : batch,
            compared: data.compared,
            supported: data.supported,
          })
        }
      >
        <Button onClick={() => setImporting(!importing)}>{t("books.twice.supported")}</Button>
        <Button onClick={onBack}>
          {t("books.twice.back")} <Keys of="Esc" />
        </Button>
      </PageHead>
      {importing && (
        <ImportListForm
          label={t("books.twice.supportedPath")}
          hint={t("books.twice.supportedHint")}
          action={t("books.twice.doImport")}
          take={(path) => backend.supportedImport(path)}
          said={(taken) => t("books.twice.imported", { ...taken })}
          onTaken={() => queries.invalidateQueries({ queryKey: ["twice"] })}
          onClose={() => setImporting(false)}
        />
      )}
      <QueryStates
        query={twice}
        what={t("books.twice.what")}
        empty={{
          is: (view) => view.pairs.length === 0,
          show: <Empty title={t("books.twice.none")} hint={t("books.twice.noneHint")} />,
        }}
      >
        {(view) => <Pairs batch={batch} view={view} />}
      </QueryStates>
    </div>
  );
}

const keyOf = (pair: TwicePair): string => `${pair.new.key}|${pair.old.key}`;

function Pairs({ batch, view }: { batch: string; view: TwiceView }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const { pairs } = view;
  const at = Math.max(
    pairs.findIndex((pair) => keyOf(pair) === chosen),
    0,
  );
  const pair = pairs[at];
  const choose = (index: number) => {
    const one = pairs[index];
    if (one !== undefined) setChosen(keyOf(one));
  };
  const { pane, item } = useRoving({ count: pairs.length, onMove: choose, onPick: choose });
  const open = pairs.filter((one) => one.decision === null).length;
  return (
    <div className="docked tw-body">
      <div>
        <p className="sec tw-counts">
          {t("books.twice.open", { count: open })} ·{" "}
          {t("books.twice.decidedCount", { count: pairs.length - open })}
        </p>
        <ul className="tw-list" role="listbox" aria-label={t("books.twice.list")} {...pane}>
          {pairs.map((one, index) => (
            <li
              key={keyOf(one)}
              role="option"
              aria-selected={index === at}
              onClick={() => choose(index)}
              {...item(index)}
            >
              <span className={one.decision === null ? "say say-warn" : "say say-done"}>
                <Mark kind={one.decision === null ? "warn" : "done"} size={12} />{" "}
                {t("books.twice.how", {
                  alike: t(`books.twice.alike.${one.alike}`),
                  percent: one.percent,
                })}
              </span>
              <b>
                {one.new.no} {one.new.title}
              </b>
              <span className="sec">
                {one.old.source} {one.old.no} {one.old.title}
              </span>
              <small className="sec">
                {[
                  one.other_sponsor ? t("books.twice.otherSponsor") : "",
                  one.earlier ? t("books.twice.earlier") : "",
                ]
                  .filter((word) => word !== "")
                  .join(" · ")}
              </small>
            </li>
          ))}
        </ul>
      </div>
      {pair !== undefined && <PairDock key={keyOf(pair)} batch={batch} pair={pair} />}
    </div>
  );
}
