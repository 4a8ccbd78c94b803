import { useTranslation } from "react-i18next";

import type { Category } from "../../backend";

const KINDS: readonly Category[] = ["technical", "management", "legal", "finance"];

/** Which kinds of experts score something. */
export function RaterTicks({
  chosen,
  what,
  onChange,
}: {
  chosen: readonly Category[];
  what: string;
  onChange: (raters: Category[]) => void;
}) {
  const { t } = useTranslation();
  const toggle = (kind: Category) =>
    onChange(KINDS.filter((one) => (one === kind ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <span className="se-raters" role="group" aria-label={t("sheet.ratersOf", { what })}>
      {KINDS.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={chosen.includes(kind)} onChange={() => toggle(kind)} />
          {t(`results.explain.category.${kind}`)}
        </label>
      ))}
    </span>
  );
}
