import { Input, Radio } from "antd";
import { useTranslation } from "react-i18next";

import type { CollectedView, Sender } from "../../backend";

const SENDERS: readonly Sender[] = ["district", "enterprise", "other"];

/** When and from whom the demands of a list were collected. */
export function CollectedFields({
  value,
  onChange,
}: {
  value: CollectedView;
  onChange: (value: CollectedView) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <label className="field" htmlFor="in-on">
        {t("intake.confirm.collectedOn")}
      </label>
      <Input
        id="in-on"
        autoComplete="off"
        value={value.on}
        placeholder={t("intake.confirm.dayHint")}
        onChange={(event) => onChange({ ...value, on: event.target.value })}
      />
      <label className="field" htmlFor="in-from">
        {t("intake.confirm.collectedFrom")}
      </label>
      <Radio.Group
        className="in-sender"
        aria-label={t("intake.confirm.sender")}
        value={value.sender}
        onChange={(event) => onChange({ ...value, sender: event.target.value as Sender })}
        options={SENDERS.map((one) => ({ value: one, label: t(`needs.sender.${one}`) }))}
      />
      <Input
        id="in-from"
        autoComplete="off"
        value={value.from}
        placeholder={t("intake.confirm.fromHint")}
        onChange={(event) => onChange({ ...value, from: event.target.value })}
      />
    </>
  );
}
