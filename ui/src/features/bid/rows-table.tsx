import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

/** A column of a table whose rows can be added and removed. */
export interface RowColumn<R> {
  key: keyof R & string;
  label: string;
  /** A choice instead of free text. */
  options?: { value: string; label: string }[];
  hint?: string;
  className?: string;
}

/** Rows of texts: read, or typed with rows added and removed. */
export function RowsTable<R extends Record<string, string>>({
  rows,
  columns,
  editing,
  blank,
  onChange,
  words,
  anchor,
}: {
  rows: readonly R[];
  columns: readonly RowColumn<R>[];
  editing: boolean;
  blank: R;
  onChange: (rows: R[]) => void;
  words: {
    none: string;
    add: string;
    remove: (n: number) => string;
    nth: (n: number, what: string) => string;
  };
  anchor: string;
}) {
  const { t } = useTranslation();
  const change = (at: number, key: string, value: string) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [key]: value } : row)));
  const shown = (row: R, column: RowColumn<R>) =>
    column.options?.find((one) => one.value === row[column.key])?.label ?? row[column.key];
  return (
    <>
      {rows.length === 0 ? (
        <p className="sec">{words.none}</p>
      ) : (
        <table className="grid bd-rows">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.className}>
                  {column.label}
                </th>
              ))}
              {editing && <td />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {columns.map((column, index) => {
                  const label = words.nth(at + 1, column.label);
                  return (
                    <td key={column.key} className={column.className}>
                      {!editing ? (
                        shown(row, column) || <span className="dim">{t("bid.blank")}</span>
                      ) : column.options !== undefined ? (
                        <Select
                          size="small"
                          aria-label={label}
                          value={row[column.key] as string}
                          options={column.options}
                          onChange={(value: string) => change(at, column.key, value)}
                        />
                      ) : (
                        <Input
                          size="small"
                          id={at === 0 && index === 1 ? anchor : undefined}
                          aria-label={label}
                          placeholder={column.hint}
                          value={row[column.key]}
                          onChange={(event) => change(at, column.key, event.target.value)}
                        />
                      )}
                    </td>
                  );
                })}
                {editing && (
                  <td>
                    <Button
                      size="small"
                      aria-label={words.remove(at + 1)}
                      onClick={() => onChange(rows.filter((_, index) => index !== at))}
                    >
                      {t("bid.remove")}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {editing && (
        <Button size="small" className="bd-add" onClick={() => onChange([...rows, { ...blank }])}>
          {words.add}
        </Button>
      )}
    </>
  );
}
