import { useTranslation } from "react-i18next";

import type { SheetVersions } from "../backend";
import { language } from "../i18n";
import "./versions-table.css";

/** Versions of one sheet side by side, criterion by criterion; what differs from the version before is marked. */
export function VersionsTable({ of }: { of: SheetVersions }) {
  const { t } = useTranslation();
  const { versions, criteria } = of;
  const marks = (row: number) => versions.map((version) => version.marks[row] ?? null);
  const cells = (values: readonly (string | null)[]) =>
    values.map((value, at) => {
      const changed = at > 0 && value !== values[at - 1];
      return (
        <td key={at} className="num" data-changed={changed}>
          {value ?? "—"}
          {changed && <small> {t("desk.said.was", { mark: values[at - 1] ?? "—" })}</small>}
        </td>
      );
    });
  return (
    <div className="versions">
      <table>
        <thead>
          <tr>
            <th>{t("desk.said.criterion")}</th>
            {versions.map(({ revision, under }, at) => (
              <th key={at}>
                {t("desk.said.versionN", { n: revision })}
                {under !== null && <small> {t("amend.versionOutdated", { version: under })}</small>}
                {under === null && at === versions.length - 1 && <small> {t("desk.said.counts")}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map(([zh, en], row) => (
            <tr key={zh}>
              <th scope="row">{language() === "zh" ? zh : en}</th>
              {cells(marks(row))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t("desk.said.total")}</th>
            {cells(
              versions.map(({ total, abstained }) =>
                abstained === null ? total : t("desk.said.abstainedShort"),
              ),
            )}
          </tr>
          <tr>
            <th scope="row">{t("desk.said.signedAt")}</th>
            {versions.map(({ signed_at }, at) => (
              <td key={at}>{signed_at}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t("desk.said.reason")}</th>
            {versions.map(({ reason, abstained }, at) => (
              <td key={at}>{[abstained, reason].filter((text) => text !== null).join("；") || "—"}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
