import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { FarScore, ResultsView } from "../../backend";
import { Changes } from "../../components/may";
import { Mark } from "../../components/marks";
import { AskDeviations } from "./ask-deviations";
import { signed } from "./figures";

/** Scores far from the others', what their experts say of them, and how they are asked. */
export function FarScores({
  view,
  criterion,
  onSee,
  onSaid,
}: {
  view: ResultsView;
  /** The name of a criterion. */
  criterion: (id: string) => string;
  onSee: (bid: string) => void;
  onSaid: (far: FarScore) => void;
}) {
  const { t } = useTranslation();
  const open = view.far.filter(({ stands }) => stands === null);
  return (
    <>
      {view.far.map((far) => (
        <li key={`${far.bid_no}/${far.expert_no}/${far.criterion ?? ""}`}>
          <Mark kind={far.stands === null ? "warn" : "done"} />
          <span>
            <b>{t("results.queue.far")}</b>
            <FarWords far={far} view={view} criterion={criterion} />
            <Said far={far} />
          </span>
          <span className="rs-qb">
            {far.on_paper && far.stands === null && view.session.stage === "tallied" && (
              <Changes>
                <Button size="small" onClick={() => onSaid(far)}>
                  {t("results.queue.said")}
                </Button>
              </Changes>
            )}
            <Button size="small" onClick={() => onSee(far.bid_no)}>
              {t("results.queue.see")}
            </Button>
          </span>
        </li>
      ))}
      {open.length > 0 && (
        <li>
          <Mark kind="info" />
          <span className="sec">{t("results.queue.farDo")}</span>
          {open.some((far) => !far.on_paper) && <AskDeviations view={view} />}
        </li>
      )}
    </>
  );
}

/** Where it stands with the expert's word. */
function Said({ far }: { far: FarScore }) {
  const { t } = useTranslation();
  if (far.stands !== null) {
    return <>；{t("results.queue.stands", { reason: far.stands })}</>;
  }
  return far.asked ? <>；{t("results.queue.askedWords")}</> : null;
}

/** One deviating score in words. */
export function FarWords({
  far,
  view,
  criterion,
}: {
  far: FarScore;
  view: ResultsView;
  criterion: (id: string) => string;
}) {
  const { t } = useTranslation();
  const { name, own } = far;
  const position = view.rows.find((row) => row.no === far.bid_no)?.position ?? far.bid_no;
  const words = { name, own, position, percent: signed(far.percent), limit: view.far_limit };
  return (
    <>
      {far.criterion === null
        ? t("results.queue.farTotal", words)
        : t("results.queue.farOne", { ...words, criterion: criterion(far.criterion) })}
    </>
  );
}
