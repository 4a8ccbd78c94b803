import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { ExpertLine, PanelMember } from "../../backend";

/** Finds experts of the register and adds them, one after the other. */
export function ExpertPicker({
  experts,
  none,
  onAdd,
  onClose,
  onGo,
}: {
  /** Those who are not on the panel yet. */
  experts: readonly ExpertLine[];
  /** Whether the register is empty. */
  none: boolean;
  onAdd: (member: PanelMember) => void;
  onClose: () => void;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const add = (no: string) => {
    const expert = experts.find((one) => one.no === no);
    if (expert !== undefined) {
      const { name, category, unit, title } = expert;
      onAdd({ no, name, category, unit, title, random: false, draw: null, alternate: null });
    }
  };
  if (none) {
    return (
      <p className="su-none">
        {t("setup.registerEmpty")}{" "}
        <Button size="small" onClick={() => onGo("/intake/experts")}>
          {t("setup.toExperts")}
        </Button>
      </p>
    );
  }
  return (
    <div className="su-picker">
      <Select
        autoFocus
        aria-label={t("setup.addLabel")}
        placeholder={t("setup.addHint")}
        value={null as string | null}
        onSelect={(no) => no !== null && add(no)}
        notFoundContent={t("setup.addNone")}
        showSearch={{
          filterOption: (text, option) =>
            text
              .toLowerCase()
              .split(/\s+/)
              .every((part) => (option?.words ?? "").includes(part)),
        }}
        options={experts.map((one) => ({
          value: one.no,
          label: `${one.name} · ${t(`setup.category.${one.category}`)} · ${one.unit}`,
          words: [one.no, one.name, one.unit, one.title, one.specialty].join(" ").toLowerCase(),
        }))}
      />
      <div>
        <span className="sec">{t("setup.addNamed")}</span>
        <Button size="small" onClick={onClose}>
          {t("setup.addDone")}
        </Button>
      </div>
    </div>
  );
}
