import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useRoving } from "../../components/roving";
import { chosenBids, nextOpen, pairs, recusalOf, stateOf, strays, type Pair } from "./matrix";
import type { PeopleProps } from "./people-tab";
import { RecusalDock, type Declared } from "./recusal-dock";
import { RecusalGrid } from "./recusal-grid";
import { useSetupChange } from "./use-setup";

interface Decided extends Pair {
  recused: boolean;
  by: string;
  reason: string;
  witness: string | null;
}

/** Who may not judge what: a matrix, and below it the chosen cell in words. */
export function RecusalPane({ no, view, locked, by, onBy, onOrder }: PeopleProps) {
  const { t } = useTranslation();
  const grid = useRef<HTMLTableElement>(null);
  const [stray, setStray] = useState<Pair | null>(null);
  const cells = pairs(view);
  const columns = Math.max(chosenBids(view).length, 1);
  const roving = useRoving({ count: cells.length, columns, initial: nextOpen(view, -1) ?? 0 });
  const outside = strays(view);
  // A stray that was decided is none any more.
  const atStray =
    stray !== null && outside.some((one) => one.expert_no === stray.expert && one.bid_no === stray.bid);
  const pair = atStray ? stray : cells[roving.active];
  const focusCell = (index: number) =>
    grid.current?.querySelector<HTMLElement>(`[data-rove="${index}"]`)?.focus();
  const decide = useSetupChange(no, (backend, asked: Decided) =>
    backend.recusalDecide(no, asked.expert, asked.bid, asked.recused, asked.by, asked.reason, asked.witness),
  );
  const declare = useSetupChange(
    no,
    (backend, { expert, bid, ground, raisedBy, evidence }: Declared & Pair) =>
      backend.recusalDeclare(no, expert, bid, ground, raisedBy, evidence),
  );
  const next = () => {
    const to = nextOpen(view, atStray ? -1 : roving.active);
    if (to !== null) {
      setStray(null);
      focusCell(to);
    }
  };
  const open = cells.filter((one) => stateOf(recusalOf(view, one)) === "open").length;
  useKeys([{ keys: "Ctrl .", label: t("setup.nextOpen"), run: next, when: open > 0, inFields: true }]);
  const back = () => focusCell(roving.active);
  return (
    <section className="su-recusals">
      <div className="sec-h">
        <h2>
          {t("setup.matrix")} <small>{t("setup.matrixHint")}</small>
        </h2>
        {open > 0 && (
          <span className="su-verdict">
            <span className="say say-warn">
              <Mark kind="warn" /> {t("setup.openLeft", { count: open })}
            </span>
            <Button size="small" onClick={next}>
              {t("setup.nextOpen")} <Keys of="Ctrl ." />
            </Button>
          </span>
        )}
      </div>
      {cells.length === 0 ? (
        <Nothing view={view} onOrder={onOrder} />
      ) : (
        <RecusalGrid ref={grid} view={view} roving={roving} onArrive={() => setStray(null)} />
      )}
      {outside.length > 0 && (
        <div className="su-strays">
          <span>{t("setup.strays")}</span>
          {outside.map(({ expert_no: expert, bid_no: bid }) => (
            <Button
              key={`${expert}/${bid}`}
              size="small"
              aria-pressed={atStray && stray.expert === expert && stray.bid === bid}
              onClick={() => setStray({ expert, bid })}
            >
              {t("setup.pair", { name: view.experts.find((one) => one.no === expert)?.name ?? expert, bid })}
            </Button>
          ))}
        </div>
      )}
      {decide.isError && <ProblemBox error={decide.error} />}
      {declare.isError && <ProblemBox error={declare.error} />}
      {pair !== undefined && (
        <RecusalDock
          // Another cell, or the same one after its recusal was declared, begins anew.
          key={`${pair.expert}/${pair.bid}/${String(recusalOf(view, pair) === undefined)}`}
          view={view}
          pair={pair}
          stray={atStray}
          locked={locked}
          by={by}
          onBy={onBy}
          busy={decide.isPending || declare.isPending}
          onDecide={(recused, reason, witness) =>
            decide.mutate({ ...pair, recused, by: by.trim(), reason, witness }, { onSuccess: back })
          }
          onDeclare={(declared) => declare.mutate({ ...pair, ...declared }, { onSuccess: back })}
          onCancel={back}
        />
      )}
    </section>
  );
}

/** Why there is no matrix yet, and the way to it. */
function Nothing({ view, onOrder }: Pick<PeopleProps, "view" | "onOrder">) {
  const { t } = useTranslation();
  return view.panel.length === 0 ? (
    <p className="su-none">{t("setup.matrixEmptyPanel")}</p>
  ) : (
    <p className="su-none">
      {t("setup.matrixEmptyBids")}{" "}
      <Button size="small" onClick={onOrder}>
        {t("setup.toOrder")}
      </Button>
    </p>
  );
}
