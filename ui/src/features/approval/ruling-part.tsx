import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ApprovalView, RulingView } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { refocus } from "../../components/refocus";
import { BidName, Proposed, RulingHead } from "./ruling-table";
import { RulingFields } from "./ruling-form";

const CHANGE = "Ctrl E";

/** 审定: what the meeting decided beside what the panels proposed, and the form of a ruling. */
export function RulingPart({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const first = view.rulings.length === 0;
  const can = !first && view.step !== "announced";
  const change = () => {
    setOpen(true);
    refocus("#ap-ru-because");
  };
  const free = can && !open;
  useKeys([{ keys: CHANGE, label: t("approval.ruling.again"), run: change, when: free, changes: true }]);
  if (first) {
    return (
      <>
        <p className="sec">{t("approval.ruling.notYet")}</p>
        <Changes said>
          <RulingFields view={view} main onDone={onDone} />
        </Changes>
      </>
    );
  }
  return (
    <>
      {view.rulings.slice(-1).map((ruling) => (
        <Ruling key={ruling.on} of={ruling} />
      ))}
      {open ? (
        <Changes said>
          <RulingFields
            view={view}
            main={false}
            onDone={() => {
              setOpen(false);
              onDone();
            }}
            onCancel={() => {
              setOpen(false);
              refocus(".ap-next");
            }}
          />
        </Changes>
      ) : (
        <>
          <Decided view={view} />
          {can && (
            <Changes>
              <Button size="small" onClick={change}>
                {t("approval.ruling.again")} <Keys of={CHANGE} />
              </Button>
            </Changes>
          )}
        </>
      )}
      <Former rulings={view.rulings.slice(0, -1)} />
    </>
  );
}

/** Rulings that another one took the place of, folded. */
function Former({ rulings }: { rulings: readonly RulingView[] }) {
  const { t } = useTranslation();
  if (rulings.length === 0) {
    return null;
  }
  return (
    <details>
      <summary>{t("approval.ruling.former", { count: rulings.length })}</summary>
      {rulings.map((ruling, index) => (
        <Ruling key={index} of={ruling} />
      ))}
    </details>
  );
}

/** Which meeting it was, and why it departs. */
function Ruling({ of }: { of: RulingView }) {
  const { t } = useTranslation();
  return (
    <div className="ap-said">
      <p>
        {t("approval.ruling.line", {
          on: of.on,
          meeting: of.meeting,
          minutes: of.minutes_no,
          by: t(`approval.ruling.byOf.${of.by}`),
        })}
      </p>
      <p className="sec">{t("approval.ruling.attended", { who: of.attendance })}</p>
      {of.because !== "" && <p className="sec">{t("approval.ruling.changed", { why: of.because })}</p>}
      {of.order_reason !== "" && (
        <p className="sec">{t("approval.ruling.reordered", { why: of.order_reason })}</p>
      )}
      {of.objections.length > 0 && (
        <p className="sec">
          {t("approval.ruling.acted", { which: of.objections.join(t("approval.form.join")) })}
        </p>
      )}
    </div>
  );
}

/** The list that was decided, in its order. */
function Decided({ view }: { view: ApprovalView }) {
  const { t } = useTranslation();
  return (
    <table className="grid ap-ruling" aria-label={t("approval.ruling.table")}>
      <RulingHead />
      <tbody>
        {view.bids.map((bid, at) => (
          <tr key={bid.bid_no} data-out={bid.decided === null || bid.decided === "none"}>
            <td>{at + 1}</td>
            <th scope="row">
              <BidName bid={bid} />
              {bid.departs !== null && (
                <div className="say-warn">
                  {t("approval.ruling.departed", {
                    how: t(`approval.ruling.departs.${bid.departs}`),
                    why: bid.reason,
                  })}
                </div>
              )}
            </th>
            <td className="num">
              <Proposed bid={bid} />
            </td>
            <td>{t(`approval.ruling.standing.${bid.decided ?? "none"}`)}</td>
            <td className="num">{bid.award === null ? "—" : grouped(bid.award)}</td>
          </tr>
        ))}
      </tbody>
      {view.total !== null && (
        <tfoot>
          <tr>
            <td colSpan={5} className="num">
              <b>{t("approval.ruling.total", { sum: grouped(view.total) })}</b>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
