import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { ExpertLine } from "../../backend";
import { Side } from "../../components/side";

/** The chosen expert. Identity numbers stay in the vault. */
export function ExpertDock({
  expert,
  onOpen,
}: {
  expert: ExpertLine;
  onOpen: ((no: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const or = (text: string | null) => text ?? <span className="dim">{t("experts.blank")}</span>;
  return (
    <Side className="dock xp-dock" label={t("experts.detail")}>
      <h2>{expert.name}</h2>
      {onOpen !== undefined && (
        <Button size="small" onClick={() => onOpen(expert.no)}>
          {t("books.expert.open")}
        </Button>
      )}
      <dl>
        <dt>{t("experts.no")}</dt>
        <dd>{expert.no}</dd>
        <dt>{t("experts.category")}</dt>
        <dd>{t(`experts.kind.${expert.category}`)}</dd>
        <dt>{t("experts.unit")}</dt>
        <dd>{expert.unit}</dd>
        <dt>{t("experts.position")}</dt>
        <dd>{or(expert.title)}</dd>
        <dt>{t("experts.specialty")}</dt>
        <dd>{or(expert.specialty)}</dd>
        <dt>{t("experts.phone")}</dt>
        <dd>{or(expert.phone)}</dd>
      </dl>
      <p className="dim">{t("experts.identity")}</p>
    </Side>
  );
}
