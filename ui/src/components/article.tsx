import { useTranslation } from "react-i18next";

/** The article a rule rests on, such as `四（六）`; without one it is practice and says so. */
export function Article({ of }: { of: string | null }) {
  const { t } = useTranslation();
  return (
    <span className="art" {...(of === null ? {} : { title: t("app.article") })}>
      {of ?? t("app.practice")}
    </span>
  );
}
