import { useTranslation } from "react-i18next";

import type { CapChain } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";

/** The article of the cap: rule 13. */
const CAP = "四（六）";

/** Lines that are typed and not in the vault: the sums that stand are without them. */
export interface Apart {
  /** Names of those that do not go in by themselves, such as half typed ones. */
  lines: readonly string[];
  /** Whether there is any line that the sums do not have yet. */
  any: boolean;
}

/** How the amount follows: cut, R&D total, cap, indirect cap, amount. Every figure is the program's. */
export function CapChainView({ chain, apart }: { chain: CapChain | null; apart: Apart }) {
  const { t } = useTranslation();
  if (chain === null) {
    return <p className="dk-chain dim">{t("desk.chainOpen")}</p>;
  }
  return (
    <dl className="dk-chain" data-stale={apart.any} tabIndex={0} aria-label={t("desk.chain.name")}>
      <div>
        <dt>{t("desk.chain.rd")}</dt>
        <dd>{grouped(chain.rd_recommended)}</dd>
      </div>
      <div>
        <dt>
          {t("desk.chain.cap")} <Article of={CAP} />
        </dt>
        <dd>{grouped(chain.cap)}</dd>
      </div>
      <div>
        <dt>
          {t("desk.chain.indirect", { amount: chain.indirect })} <Article of={null} />
        </dt>
        <dd>
          {!apart.any && (
            <span className={chain.indirect_within ? "say say-done" : "say say-stop"}>
              <Mark kind={chain.indirect_within ? "done" : "stop"} />
              {t(chain.indirect_within ? "desk.chain.within" : "desk.chain.over")}
            </span>
          )}{" "}
          {grouped(chain.indirect_cap)}
        </dd>
      </div>
      <div>
        <dt>{t("desk.chain.fiscal")}</dt>
        <dd>{grouped(chain.fiscal)}</dd>
      </div>
      <div className="dk-award">
        <dt>{t("desk.chain.award")}</dt>
        <dd>
          {!apart.any && (
            <span className={chain.over_cap ? "say say-warn" : "say say-done"}>
              <Mark kind={chain.over_cap ? "warn" : "done"} />
              {t(chain.over_cap ? "desk.chain.capped" : "desk.chain.free")}
            </span>
          )}{" "}
          {grouped(chain.award)}
        </dd>
      </div>
    </dl>
  );
}

/** The outcome, which stays in view however far one is in the table. */
export function CapLine({ chain, apart }: { chain: CapChain | null; apart: Apart }) {
  const { t } = useTranslation();
  return (
    <p
      className="dk-cap-line"
      data-stale={chain !== null && apart.any}
      role="status"
      aria-label={t("desk.chain.result")}
    >
      {chain !== null && apart.lines.length > 0 && (
        <span className="say-warn dk-apart">
          <Mark kind="warn" size={13} />{" "}
          {t("desk.chain.apart", { lines: apart.lines.join(t("desk.listJoin")) })}
        </span>
      )}
      {chain === null ? (
        <span className="dim">{t("desk.chain.open")}</span>
      ) : (
        <>
          <span>
            {t("desk.chain.cap")} {grouped(chain.cap)}
          </span>
          <span>
            {t("desk.chain.result")} <b>{grouped(chain.award)}</b>{" "}
            {!apart.any && <Mark kind={chain.over_cap ? "warn" : "done"} />}
          </span>
        </>
      )}
    </p>
  );
}
