import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { problemsOf, type DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import { nameOf, useBidNames } from "./names";
import { refusesValue, type QueueView, type Unsaved } from "./save-queue";

/** What an edit is, in words: `BT2023-006“轴承”的「团队与合作」13 分`. */
export function useEditWords(view: DeskView): (entry: Unsaved) => string {
  const { t } = useTranslation();
  const names = useBidNames(view.bids);
  return ({ bid, edit }) => {
    const which = names([bid]);
    switch (edit.edit) {
      case "mark": {
        const found = view.criteria.find(({ id }) => id === edit.criterion);
        const name = found && (language() === "zh" ? found.name_zh : found.name_en);
        return edit.mark === null
          ? t("desk.edit.markBack", { which, name: name ?? edit.criterion })
          : t("desk.edit.mark", { which, name: name ?? edit.criterion, mark: edit.mark });
      }
      case "sub": {
        const found = view.criteria.find(({ id }) => id === edit.criterion);
        const part = found?.subs.find(({ id }) => id === edit.sub)?.name ?? edit.sub;
        const name = t("desk.sub.name", { name: found ? nameOf(found) : edit.criterion, part });
        return edit.mark === null
          ? t("desk.edit.markBack", { which, name })
          : t("desk.edit.mark", { which, name, mark: edit.mark });
      }
      case "line":
        return t("desk.edit.line", { which });
      default:
        return t(`desk.edit.${edit.edit}`, { which });
    }
  };
}

/** What could not be saved, why, and what is safe. It stands beside the score sheet, never over it. */
export function NotSaved({
  view,
  saving,
  onRetry,
}: {
  view: DeskView;
  saving: QueueView;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const words = useEditWords(view);
  const failed = saving.unsaved.filter((entry) => entry.state === "failed" && !refusesValue(entry.error));
  const first = failed[0];
  useKeys([
    { keys: "Ctrl Enter", label: t("desk.retry"), run: onRetry, inFields: true, when: first !== undefined },
  ]);
  if (first === undefined) {
    return null;
  }
  const zh = language() === "zh";
  return (
    <div className="dk-alert" role="alert">
      <h2>
        <Mark kind="stop" size={20} /> {t("desk.notSavedTitle", { count: failed.length })}
      </h2>
      <p>
        {t("desk.stillOnScreen", { what: failed.map(words).join(t("desk.clauseJoin")) })}{" "}
        {problemsOf(first.error).map((problem) => (
          <span key={problem.code}>
            {zh ? `${problem.zh} ${problem.remedy_zh}` : `${problem.en} ${problem.remedy_en}`}
          </span>
        ))}
      </p>
      <p>{saving.at === null ? t("desk.safeBefore") : t("desk.safeUpTo", { at: saving.at })}</p>
      <p className="dk-acts">
        <Button type="primary" size="large" onClick={onRetry}>
          {t("desk.retry")} <Keys of="Ctrl Enter" />
        </Button>
        <span className="sec">{t("desk.askOffice")}</span>
      </p>
    </div>
  );
}
