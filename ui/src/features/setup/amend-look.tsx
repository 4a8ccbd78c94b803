import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { language } from "../../i18n";
import { useSheetFound } from "./sheet-found";
import type { AmendLook as Look } from "./use-amend";

/** What an amendment would do: the version, what stands in its way, whose sheets it touches and what is to be done. */
export function AmendLook({ look }: { look: Look }) {
  const { t } = useTranslation();
  const found = useSheetFound();
  if (look.isError) return <ProblemBox error={look.error} />;
  if (look.data === undefined) return <p className="sec">{t("amend.looking")}</p>;
  const { version, what, touched, recusals, marks, errors, warnings } = look.data;
  const zh = language() === "zh";
  const none = (of: typeof touched) => of.length > 0 && of.every(({ signed }) => signed === 0);
  const nothing = none(touched.filter(({ task }) => task === "leaves"));
  const unsigned = none(touched);
  // The program's words speak of signed sheets whether or not there are any.
  const said = (of: Problem) => {
    const { by = "", expert = "", edits = "", edits_en = edits } = Object.fromEntries(of.params);
    if (nothing && of.code === "amended.replaced") return t("amend.whatReplaced", { by, expert });
    if (nothing && of.code.startsWith("amended.taken_out")) return t("amend.whatTakenOut", { expert });
    if (unsigned && of.code === "amended.sheet")
      return t("amend.whatSheet", { edits: zh ? edits : edits_en });
    return zh ? of.zh : of.en;
  };
  const names = (list: string[]) =>
    list.length === 0 ? t("amend.marksNone") : list.join(t("desk.listJoin"));
  return (
    <section className="am-look" aria-label={t("amend.preview")}>
      <h3>
        {t("amend.preview")}：{t("amend.version", { version })}
      </h3>
      {what !== null && <p>{said(what)}</p>}
      {errors.length + warnings.length > 0 && (
        <ProblemList problems={found([...errors, ...warnings], true)} />
      )}
      {recusals > 0 && (
        <p className="say say-warn">
          <Mark kind="warn" /> {t("amend.recusals", { count: recusals })}
        </p>
      )}
      {marks !== null && (
        <ul className="am-marks">
          <li>{t("amend.marksKept", { names: names(marks.kept) })}</li>
          <li>{t("amend.marksEmpty", { names: names(marks.empty) })}</li>
        </ul>
      )}
      {touched.length > 0 && (
        <table aria-label={t("amend.touched")}>
          <thead>
            <tr>
              <th>{t("amend.name")}</th>
              <th className="num">{t("amend.signed")}</th>
              <th>{t("amend.counts")}</th>
              <th>{t("amend.todo")}</th>
            </tr>
          </thead>
          <tbody>
            {touched.map((one) => (
              <tr key={one.no}>
                <td>{one.name}</td>
                <td className="num">{one.signed}</td>
                <td>{one.signed === 0 ? "—" : t(one.counts ? "amend.yes" : "amend.no")}</td>
                <td>{t(`amend.todos.${one.task}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
