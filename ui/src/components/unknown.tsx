import { useTranslation } from "react-i18next";

/** A figure nobody knows: `?`, never 0 and never a guess. `what` says more than 未知, such as 进度未知. */
export function Unknown({ what }: { what?: string }) {
  const { t } = useTranslation();
  const word = what ?? t("app.unknown");
  return (
    <span className="unknown" role="img" aria-label={word} title={word}>
      ?
    </span>
  );
}
