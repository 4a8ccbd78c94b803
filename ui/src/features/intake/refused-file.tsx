import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { problemsOf } from "../../backend";
import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";

/** A file that was not read: that nothing changed, why, where it stopped, what to do. */
export function RefusedFile({
  error,
  path,
  onOther,
  onAgain,
}: {
  error: unknown;
  path: string;
  onOther: () => void;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const zh = language() === "zh";
  const problems = problemsOf(error);
  const codes = [...new Set(problems.map((one) => one.code))];
  const places = problems.flatMap((one) => one.place ?? []);
  const remedies = [...new Set(problems.map((one) => (zh ? one.remedy_zh : one.remedy_en)))].filter(
    (words) => words !== "",
  );
  return (
    <div className="empty in-refused" role="alert">
      <Mark kind="stop" size={34} />
      <h2>{t("intake.refused.title")}</h2>
      {problems.map((one, index) => (
        <p key={index}>{zh ? one.zh : one.en}</p>
      ))}
      <p>
        {places.length > 0
          ? t("intake.refused.where", { place: places.join("、") })
          : t("intake.refused.nowhere")}
      </p>
      <div className="in-remedy">
        <b>{t("intake.refused.what")}</b>
        <ol>
          {(remedies.length > 0 ? remedies : [t("app.noRemedy")]).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      </div>
      <div className="in-acts">
        <Button type="primary" onClick={onOther}>
          {t("intake.refused.other")} <Keys of="Ctrl O" />
        </Button>
        <Button onClick={onAgain}>{t("intake.refused.again")}</Button>
      </div>
      <p className="dim">
        {t("intake.refused.code")} <code>{codes.join(" ")}</code> · {t("intake.refused.file")} {path}
      </p>
    </div>
  );
}
