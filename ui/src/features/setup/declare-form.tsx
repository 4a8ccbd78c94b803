import { Button, Input, Select } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Ground, RaisedBy } from "../../backend";
import { Keys } from "../../components/kbd";
import { useTyped } from "../../components/unsaved";
import type { Declared } from "./recusal-dock";

/** By the letters of the form, 甲 to 庚. */
const GROUNDS: readonly Ground[] = [
  "relative",
  "teacher",
  "shared",
  "employed",
  "dispute",
  "own_unit",
  "other",
];

/** Records a recusal that somebody declared or brought up. It is decided afterwards. */
export function DeclareForm({ busy, onDeclare }: { busy: boolean; onDeclare: (declared: Declared) => void }) {
  const { t } = useTranslation();
  const [ground, setGround] = useState<Ground | null>(null);
  const [raisedBy, setRaisedBy] = useState<RaisedBy>("expert");
  const [evidence, setEvidence] = useState("");
  const lacks = () => {
    if (ground === null) return t("setup.groundNeeded");
    return evidence.trim() === "" ? t("setup.evidenceNeeded") : "";
  };
  const lacking = lacks();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ground !== null && lacking === "" && !busy) {
      onDeclare({ ground, raisedBy, evidence: evidence.trim() });
    }
  };
  const typed = useTyped(t("setup.declare"), busy);
  return (
    <form onInput={typed} className="su-declare" aria-label={t("setup.declare")} onSubmit={submit}>
      <p className="sec">{t("setup.declareHint")}</p>
      <div>
        <label htmlFor="su-ground">{t("setup.groundLabel")}</label>
        <Select
          id="su-ground"
          value={ground}
          onChange={setGround}
          placeholder={t("setup.groundHint")}
          popupMatchSelectWidth={false}
          options={GROUNDS.map((value) => ({ value, label: t(`setup.ground.${value}`) }))}
        />
      </div>
      <div>
        <label htmlFor="su-raised">{t("setup.raisedLabel")}</label>
        <Select
          id="su-raised"
          value={raisedBy}
          onChange={setRaisedBy}
          options={(["expert", "others"] as const).map((value) => ({
            value,
            label: t(`setup.raised.${value}`),
          }))}
        />
      </div>
      <div className="su-wide">
        <label htmlFor="su-evidence">{t("setup.evidence")}</label>
        <Input
          id="su-evidence"
          value={evidence}
          autoComplete="off"
          placeholder={t("setup.evidenceHint")}
          onChange={(event) => setEvidence(event.target.value)}
        />
      </div>
      <div>
        <Button htmlType="submit" disabled={lacking !== "" || busy}>
          {t("setup.declare")} <Keys of="Enter" />
        </Button>{" "}
        <span className="sec" role="status">
          {busy ? t("setup.working") : lacking}
        </span>
      </div>
    </form>
  );
}
