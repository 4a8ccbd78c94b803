import { useTranslation } from "react-i18next";

import type { ExplainCell, ExplainRow, ExplainView } from "../../backend";
import { useRoving } from "../../components/roving";
import type { Spot } from "./explain";

/** Whether a whole row says one thing, such as 回避. */
function whole(row: ExplainRow): "recused" | "absent" | null {
  const [first] = row.cells;
  if (first === undefined || (first.kind !== "recused" && first.kind !== "absent")) {
    return null;
  }
  return row.cells.every((cell) => cell.kind === first.kind) ? first.kind : null;
}

/** The score sheet itself: experts × criteria. Struck figures were dropped by the rule. */
export function ExplainTable({
  view,
  spot,
  onSpot,
}: {
  view: ExplainView;
  spot: Spot | null;
  onSpot: (spot: Spot) => void;
}) {
  const { t, i18n } = useTranslation();
  const { columns, rows } = view;
  // A row that says one thing has no cells to walk through.
  const walked = rows.filter((row) => whole(row) === null);
  const choose = (index: number) => {
    const row = walked[Math.floor(index / columns.length)];
    const column = columns[index % columns.length];
    if (row !== undefined && column !== undefined) {
      onSpot({ expert: row.expert_no, column: column.id });
    }
  };
  const { pane, item } = useRoving({
    count: walked.length * columns.length,
    columns: columns.length,
    onMove: choose,
    onPick: choose,
  });
  return (
    <table className="rs-ex" role="grid" aria-label={t("results.explain.table")} {...pane}>
      <thead>
        <tr>
          <th scope="col">{t("results.explain.expert")}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {i18n.language === "en" ? column.name_en : column.name_zh}
              <br />
              {column.max}
            </th>
          ))}
          <th scope="col">{t("results.explain.total")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const says = whole(row);
          const first = walked.indexOf(row) * columns.length;
          return (
            <tr key={row.expert_no}>
              <th scope="row">
                {row.name} <span className="dim">{t(`results.explain.category.${row.category}`)}</span>
              </th>
              {says !== null ? (
                <td colSpan={columns.length + 1} className={says === "recused" ? "hatch" : "rs-absent"}>
                  {says === "recused" ? t("results.explain.recused") : t("results.explain.absentRow")}
                </td>
              ) : (
                <>
                  {row.cells.map((cell, at) => {
                    const column = columns[at]?.id ?? "";
                    const chosen = spot?.expert === row.expert_no && spot.column === column;
                    return (
                      <td
                        key={column}
                        role="gridcell"
                        aria-selected={chosen}
                        {...item(first + at)}
                        onClick={() => choose(first + at)}
                      >
                        <Figure cell={cell} />
                      </td>
                    );
                  })}
                  <td className="dim">
                    {row.total}
                    {row.standard !== null && <small title={t("method.standardised")}>{row.standard}</small>}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("results.explain.counted")}</th>
          {columns.map((column) => (
            <td key={column.id}>
              {t("results.explain.countedOf", { divisor: column.divisor, n: column.n })}
            </td>
          ))}
          <td />
        </tr>
        <tr className="rs-means">
          <th scope="row">{t("results.explain.mean")}</th>
          {columns.map((column) => (
            <td key={column.id} title={column.exact ?? ""}>
              {column.mean ?? "—"}
            </td>
          ))}
          <td>{view.points ?? "—"}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Figure({ cell }: { cell: ExplainCell }) {
  const { t } = useTranslation();
  switch (cell.kind) {
    case "counted":
      return <>{cell.mark}</>;
    case "highest":
    case "lowest":
      return <del title={t(`results.explain.${cell.kind}`)}>{cell.mark}</del>;
    case "off_middle":
      return <del title={t("method.offMiddle")}>{cell.mark}</del>;
    case "recused":
      return <span className="hatch">{t("results.explain.recused")}</span>;
    case "absent":
      return <span className="dim">{t("results.explain.absent")}</span>;
    case "not_rated":
      return <span className="dim">{t("results.explain.notRated")}</span>;
  }
}
