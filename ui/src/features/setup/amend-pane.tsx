import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes, useWhyNot } from "../../components/may";
import { Part, useLeavePart } from "../../components/unsaved";
import { language } from "../../i18n";
import "./amend.css";
import { AmendmentForm } from "./amend-form";

/** What was amended since the freeze, and the form for the next amendment. */
export function AmendPane({
  no,
  view,
  onDrafting,
}: {
  no: string;
  view: SetupView;
  onDrafting: (drafting: boolean) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { stage } = view.session;
  const inTime = stage === "frozen" || stage === "scoring";
  const why = useWhyNot();
  const can = inTime && why === null;
  useKeys([
    {
      keys: "Ctrl Shift A",
      label: t("amend.title"),
      run: () => setOpen(true),
      when: can && !open,
      inFields: true,
    },
  ]);
  const leave = useLeavePart("amend");
  const made = view.frozen?.amendments ?? [];
  return (
    <section className="am" aria-label={t("amend.title")}>
      <h2>{t("amend.title")}</h2>
      <h3>{t("amend.history")}</h3>
      {made.length === 0 ? (
        <p className="sec">{t("amend.none")}</p>
      ) : (
        <ol className="am-made">
          {made.map((one) => (
            <li key={one.version}>
              <b>
                {t("amend.version", { version: one.version })}：
                {language() === "zh" ? one.what.zh : one.what.en}
              </b>
              <p className="sec">
                {t("amend.line", { at: one.at, by: one.by, chair: one.approved_by, reason: one.reason })}{" "}
                <code>{one.digest}</code>
              </p>
            </li>
          ))}
        </ol>
      )}
      {!inTime && <p className="sec">{t("amend.tooLate")}</p>}
      {inTime && (
        <Changes>
          {open ? (
            <Part name="amend">
              <AmendmentForm
                no={no}
                view={view}
                onDrafting={onDrafting}
                onDone={() => setOpen(false)}
                onClose={() => leave(() => setOpen(false))}
              />
            </Part>
          ) : (
            <Button onClick={() => setOpen(true)}>
              {t("amend.open")} <Keys of="Ctrl Shift A" />
            </Button>
          )}
        </Changes>
      )}
    </section>
  );
}
