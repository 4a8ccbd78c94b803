import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { ImportDone } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { useLanding } from "../../components/landing";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import type { Kind } from "./choose-step";

/** What an import took, and of what. */
export interface Taken extends ImportDone {
  file: string;
  batch: string;
  left: number;
}

/** It is in the vault: what was taken, where it stands in the journal, and the way to the list. */
export function DoneStep({
  kind,
  taken,
  onDone,
  onMore,
}: {
  kind: Kind;
  taken: Taken;
  onDone: () => void;
  onMore: () => void;
}) {
  const { t } = useTranslation();
  const landing = useLanding<HTMLHeadingElement>();
  useKeys([{ keys: "Ctrl Enter", label: t(`intake.done.list.${kind}`), run: onDone }]);
  const { bids, demands, experts, journal_seq: seq, left, batch, file } = taken;
  return (
    <div className="page">
      <PageHead title={t(`intake.title.${kind}`)} facts={file} />
      <div className="empty" role="status">
        <Mark kind="done" size={34} />
        <h2 ref={landing} tabIndex={-1}>
          {t("intake.done.title")}
        </h2>
        <p>
          <b>
            {demands > 0 && bids + experts === 0
              ? t("intake.done.demands", { count: demands })
              : t("intake.done.what", { bids, experts })}
            {demands > 0 && bids + experts > 0 && ` · ${t("intake.done.demands", { count: demands })}`}
          </b>
          {bids > 0 && ` · ${t("intake.done.batch", { batch })}`} · {t("intake.done.journal", { seq })}
        </p>
        {left > 0 && <p>{t("intake.done.left", { count: left })}</p>}
        <div className="in-acts">
          <Button type="primary" onClick={onDone}>
            {t(`intake.done.list.${kind}`)} <Keys of="Ctrl Enter" />
          </Button>
          <Button onClick={onMore}>{t("intake.done.more")}</Button>
        </div>
      </div>
    </div>
  );
}
