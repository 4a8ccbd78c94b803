import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExpertLine } from "../../backend";
import { useRoving } from "../../components/roving";

/** As many are there at first, and as many more each time. */
const STEP = 200;

/** The experts: one Tab stop, the arrows choose. */
export function ExpertTable({
  experts,
  chosen,
  onChoose,
}: {
  experts: readonly ExpertLine[];
  chosen: string;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(STEP);
  const shown = experts.slice(0, limit);
  const choose = (index: number) => {
    const one = shown[index];
    if (one !== undefined) {
      onChoose(one.no);
    }
  };
  const { pane, item } = useRoving({ count: shown.length, onMove: choose, onPick: choose });
  const rest = experts.length - shown.length;
  const or = (text: string | null) => text ?? <span className="dim">{t("experts.blank")}</span>;
  return (
    <div className="xp-scroll">
      <table className="grid" role="grid" aria-label={t("experts.list")} {...pane}>
        <thead className="stuck">
          <tr>
            <th scope="col">{t("experts.no")}</th>
            <th scope="col">{t("experts.name")}</th>
            <th scope="col">{t("experts.category")}</th>
            <th scope="col">{t("experts.unit")}</th>
            <th scope="col">{t("experts.position")}</th>
            <th scope="col">{t("experts.specialty")}</th>
            <th scope="col">{t("experts.phone")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one, index) => (
            <tr key={one.no} aria-selected={one.no === chosen} onClick={() => choose(index)} {...item(index)}>
              <td className="xp-no">{one.no}</td>
              <th scope="row">{one.name}</th>
              <td className="xp-no">{t(`experts.kind.${one.category}`)}</td>
              <td>{one.unit}</td>
              <td>{or(one.title)}</td>
              <td>{or(one.specialty)}</td>
              <td className="xp-no">{or(one.phone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p className="xp-more">
          {t("experts.shown", { shown: shown.length, count: experts.length })}{" "}
          <Button size="small" onClick={() => setLimit(limit + STEP)}>
            {t("experts.more", { count: Math.min(rest, STEP) })}
          </Button>
        </p>
      )}
    </div>
  );
}
