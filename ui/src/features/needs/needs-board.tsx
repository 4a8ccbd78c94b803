import { useTranslation } from "react-i18next";

import type { DemandLine, DemandStatus } from "../../backend";
import { STATUSES } from "../../components/demands";
import { useRoving } from "../../components/roving";
import { NONE, OTHER, rowOf } from "./match";

/** How many demands stand where, by field and status. One Tab stop; a cell opens its demands. */
export function NeedsBoard({
  fields,
  demands,
  onOpen,
}: {
  fields: readonly string[];
  demands: readonly DemandLine[];
  onOpen: (field: string | null, status: DemandStatus | null) => void;
}) {
  const { t } = useTranslation();
  const rows = [...fields, OTHER, NONE];
  const count = (field: string | null, status: DemandStatus | null) =>
    demands.filter(
      (one) => (field === null || rowOf(one) === field) && (status === null || one.status === status),
    ).length;
  const columns: (DemandStatus | null)[] = [...STATUSES, null];
  const all: (string | null)[] = [...rows, null];
  const pick = (index: number) => {
    const field = all[Math.floor(index / columns.length)] ?? null;
    const status = columns[index % columns.length] ?? null;
    if (count(field, status) > 0) {
      onOpen(field, status);
    }
  };
  const { pane, item } = useRoving({
    count: all.length * columns.length,
    columns: columns.length,
    onPick: pick,
  });
  const name = (field: string | null) =>
    field === null
      ? t("needs.sum")
      : field === OTHER
        ? t("needs.fieldOther")
        : field === NONE
          ? t("needs.fieldNone")
          : field;
  return (
    <div className="scroll nd-board">
      <table className="matrix" role="grid" aria-label={t("needs.boardLabel")} {...pane}>
        <thead>
          <tr>
            <th scope="col">{t("needs.field")}</th>
            {columns.map((status) => (
              <th scope="col" key={status ?? "sum"}>
                {status === null ? t("needs.sum") : t(`needs.status.${status}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((field, y) => (
            <tr key={field ?? "sum"} data-sum={field === null}>
              <th scope="row">{name(field)}</th>
              {columns.map((status, x) => {
                const n = count(field, status);
                const index = y * columns.length + x;
                return (
                  <td
                    key={status ?? "sum"}
                    role="gridcell"
                    className={n === 0 ? "nd-zero" : "nd-some"}
                    aria-label={`${name(field)} ${status === null ? t("needs.sum") : t(`needs.status.${status}`)} ${n}`}
                    onClick={() => pick(index)}
                    {...item(index)}
                  >
                    {n}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim nd-hint">{t("needs.boardHint")}</p>
    </div>
  );
}
