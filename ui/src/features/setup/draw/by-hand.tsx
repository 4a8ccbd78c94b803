import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DrawByHand, ExpertLine } from "../../../backend";

/** Leaves experts out one by one, each with a reason that is printed. */
export function ByHand({
  experts,
  chosen,
  onChange,
  onHalf,
}: {
  experts: readonly ExpertLine[];
  chosen: readonly DrawByHand[];
  onChange: (chosen: DrawByHand[]) => void;
  /** Whether one is begun and not added. */
  onHalf: (half: boolean) => void;
}) {
  const { t } = useTranslation();
  const [who, setWho] = useState<string | null>(null);
  const [why, setWhy] = useState("");
  const ready = who !== null && why.trim() !== "";
  const begin = (expert: string | null, reason: string) => {
    setWho(expert);
    setWhy(reason);
    onHalf(expert !== null || reason.trim() !== "");
  };
  const add = () => {
    if (who !== null && ready) {
      onChange([...chosen, { no: who, reason: why.trim() }]);
      begin(null, "");
    }
  };
  const name = (no: string) => experts.find((one) => one.no === no)?.name ?? no;
  return (
    <>
      <div className="dr-by-hand">
        <span>{t("draw.byHand")}</span>
        <Select
          size="small"
          aria-label={t("draw.byHandWho")}
          placeholder={t("draw.byHandHint")}
          value={who}
          allowClear
          onChange={(expert?: string) => begin(expert ?? null, why)}
          showSearch={{ optionFilterProp: "label" }}
          options={experts
            .filter(({ no }) => chosen.every((one) => one.no !== no))
            .map((one) => ({ value: one.no, label: `${one.name} · ${one.unit}` }))}
        />
        <Input
          size="small"
          aria-label={t("draw.byHandWhy")}
          placeholder={t("draw.byHandWhy")}
          value={why}
          autoComplete="off"
          onChange={({ target }) => begin(who, target.value)}
          onPressEnter={add}
        />
        <Button size="small" disabled={!ready} title={ready ? "" : t("draw.byHandNeeded")} onClick={add}>
          {t("draw.byHandAdd")}
        </Button>
      </div>
      {chosen.length > 0 && (
        <ul className="dr-chosen">
          {chosen.map((one) => (
            <li key={one.no}>
              {name(one.no)}：{one.reason}{" "}
              <Button size="small" onClick={() => onChange(chosen.filter((other) => other !== one))}>
                {t("draw.byHandOff")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
