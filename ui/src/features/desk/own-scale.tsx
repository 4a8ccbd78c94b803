import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";

import type { DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";

/** Before the lock: the own use of the scale, in private, to be confirmed. */
export function OwnScale({
  view,
  seen,
  onSeen,
}: {
  view: DeskView;
  seen: boolean;
  onSeen: (seen: boolean) => void;
}) {
  const { t } = useTranslation();
  const { items, low, high, mean, all_equal } = view.scale;
  useKeys([
    {
      keys: "Alt 1",
      label: t("desk.said.scaleSeen"),
      when: items > 0,
      inFields: true,
      run: () => onSeen(!seen),
    },
  ]);
  if (items === 0) {
    return null;
  }
  return (
    <section className="dk-scale" aria-label={t("desk.said.scale")}>
      <h3>{t("desk.said.scale")}</h3>
      <p>
        {t("desk.said.scaleWords", { count: items, low: low ?? "—", high: high ?? "—", mean: mean ?? "—" })}{" "}
        <span className="sec">{t("desk.said.scalePrivate")}</span>
      </p>
      {all_equal && (
        <p className="say-warn">
          <Mark kind="warn" size={13} /> {t("desk.said.allEqual")}
        </p>
      )}
      <Checkbox checked={seen} onChange={(event) => onSeen(event.target.checked)}>
        {t("desk.said.scaleSeen")} <Keys of="Alt 1" />
      </Checkbox>
    </section>
  );
}
