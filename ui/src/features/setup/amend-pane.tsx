import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AmendmentView, SetupView } from "../../backend";
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
  // The program's words speak of signed sheets whether or not there were any.
  const said = ({ what, signed }: AmendmentView) => {
    const zh = language() === "zh";
    const { by = "", expert = "", edits = "", edits_en = edits } = Object.fromEntries(what.params);
    if (signed === 0 && what.code === "amended.replaced") return t("amend.whatReplaced", { by, expert });
    if (signed === 0 && what.code === "amended.taken_out") return t("amend.whatTakenOut", { expert });
    if (signed === 0 && what.code === "amended.sheet" && edits !== "")
      return t("amend.whatSheetThen", { edits: zh ? edits : edits_en });
    return zh ? what.zh : what.en;
  };
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
                {t("amend.version", { version: one.version })}：{said(one)}
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
