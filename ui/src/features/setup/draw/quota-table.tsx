import { Button, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { Category, DrawPool, DrawQuota } from "../../../backend";

const KINDS: readonly Category[] = ["technical", "management", "finance", "legal"];

/** How many of which kind, one row each. */
export function QuotaTable({
  quotas,
  pool,
  onChange,
}: {
  quotas: readonly DrawQuota[];
  /** Whom they would be drawn from; nothing while it is looked up. */
  pool: DrawPool | undefined;
  onChange: (quotas: DrawQuota[]) => void;
}) {
  const { t } = useTranslation();
  const set = (at: number, part: Partial<DrawQuota>) =>
    onChange(quotas.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const words = (text: string) =>
    text
      .split(/[\s、，,；;/]+/)
      .filter(Boolean)
      .join("、");
  const fits = ({ category, specialty }: DrawQuota) =>
    pool?.quotas.find(([of]) => of.category === category && of.specialty === words(specialty))?.[1];
  const row = (index: number, what: string) => `${t("draw.row", { at: index + 1 })} ${what}`;
  return (
    <table className="grid dr-quotas" aria-label={t("draw.plan")}>
      <thead>
        <tr>
          <th scope="col">{t("draw.kind")}</th>
          <th scope="col">{t("draw.specialty")}</th>
          <th scope="col">{t("draw.count")}</th>
          <th scope="col">{t("draw.alternates")}</th>
          <th scope="col">{t("draw.fit")}</th>
          <th scope="col">
            <Button
              size="small"
              onClick={() =>
                onChange([...quotas, { category: "technical", specialty: "", count: 1, alternates: 0 }])
              }
            >
              {t("draw.addRow")}
            </Button>
          </th>
        </tr>
      </thead>
      <tbody>
        {quotas.map((one, index) => (
          <tr key={index}>
            <td>
              <Select
                size="small"
                aria-label={row(index, t("draw.kind"))}
                value={one.category}
                onChange={(category) => set(index, { category })}
                options={KINDS.map((value) => ({ value, label: t(`setup.category.${value}`) }))}
              />
            </td>
            <td>
              <Input
                size="small"
                aria-label={row(index, t("draw.specialty"))}
                value={one.specialty}
                autoComplete="off"
                placeholder={t("draw.specialtyHint")}
                onChange={({ target }) => set(index, { specialty: target.value })}
              />
            </td>
            <td>
              <InputNumber
                size="small"
                aria-label={row(index, t("draw.count"))}
                min={0}
                max={99}
                precision={0}
                value={one.count}
                onChange={(count) => set(index, { count: count ?? 0 })}
              />
            </td>
            <td>
              <InputNumber
                size="small"
                aria-label={row(index, t("draw.alternates"))}
                min={0}
                max={99}
                precision={0}
                value={one.alternates}
                onChange={(alternates) => set(index, { alternates: alternates ?? 0 })}
              />
            </td>
            <td className="num">{fits(one) ?? "—"}</td>
            <td>
              <Button
                size="small"
                aria-label={row(index, t("draw.dropRow"))}
                disabled={quotas.length === 1}
                onClick={() => onChange(quotas.filter((_, at) => at !== index))}
              >
                {t("draw.dropRow")}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
