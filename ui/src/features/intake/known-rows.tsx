import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { IntakeView } from "../../backend";
import type { Intake } from "./use-intake";

/** Rows whose number is in the vault already: all of them replace what is there, or none. */
export function KnownRows({ view, edit }: { view: IntakeView; edit: Intake["edit"] }) {
  const { t } = useTranslation();
  const count = (code: string) => view.findings.filter((one) => one.problem.code === code).length;
  const [known, replaced] = [count("import.in_vault"), count("import.replaces")];
  if (known + replaced === 0) {
    return null;
  }
  const amend = (replace: boolean) => edit.mutate({ act: "amendAll", replace });
  return (
    <div className="in-known" role="group" aria-label={t("intake.known.title")}>
      <span>{t("intake.known.say", { known: known + replaced, replaced })}</span>
      <Button size="small" disabled={known === 0 || edit.isPending} onClick={() => amend(true)}>
        {t("intake.known.all")}
      </Button>
      <Button size="small" disabled={replaced === 0 || edit.isPending} onClick={() => amend(false)}>
        {t("intake.known.none")}
      </Button>
    </div>
  );
}
