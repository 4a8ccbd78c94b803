import { useTranslation } from "react-i18next";

import type { UnitLine } from "../../backend";
import { useRoving } from "../../components/roving";

/** The units: one Tab stop, the arrows choose. */
export function UnitTable({
  units,
  chosen,
  onChoose,
}: {
  units: readonly UnitLine[];
  chosen: string | null;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const choose = (index: number) => {
    const one = units[index];
    if (one !== undefined) {
      onChoose(one.form.no);
    }
  };
  const { pane, item } = useRoving({ count: units.length, onMove: choose, onPick: choose });
  return (
    <table className="grid" role="grid" aria-label={t("books.units.list")} {...pane}>
      <thead className="stuck">
        <tr>
          <th scope="col">{t("books.units.name")}</th>
          <th scope="col">{t("books.units.aliases")}</th>
          <th scope="col">{t("books.units.parent")}</th>
          <th scope="col" className="num">
            {t("books.units.bids")}
          </th>
          <th scope="col" className="num">
            {t("books.units.experts")}
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((one, index) => (
          <tr
            key={one.form.no}
            aria-selected={one.form.no === chosen}
            onClick={() => choose(index)}
            {...item(index)}
          >
            <th scope="row">{one.form.name}</th>
            <td>{one.form.aliases.join("、") || <span className="dim">—</span>}</td>
            <td>{one.parent_name ?? <span className="dim">—</span>}</td>
            <td className="num">{one.bids}</td>
            <td className="num">{one.experts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
