import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { IntakeTable } from "../../backend";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import type { Intake } from "./use-intake";

/** That columns are as an earlier list of this kind of sender taught, which were not, and how to forget it. */
export function RememberedNote({
  table,
  sheet,
  edit,
}: {
  table: IntakeTable;
  sheet: string;
  edit: Intake["edit"];
}) {
  const { t } = useTranslation();
  const { remembered } = table;
  if (remembered === null) {
    return null;
  }
  const applied = table.columns.filter((one) => one.remembered);
  const held = table.columns.filter((one) => one.held_back !== null);
  const nameOf = (field: string) => {
    const name = table.fields.find((one) => one.field === field);
    return (language() === "zh" ? name?.zh : name?.en) ?? t("intake.columns.none");
  };
  return (
    <div className="note note-info in-taught" role="note" aria-label={t("intake.taught.title")}>
      <p>
        <Mark kind="info" />{" "}
        {t("intake.taught.say", {
          ...remembered,
          letters: applied.map((one) => one.letters).join("、") || "—",
        })}
      </p>
      {held.map(({ letters, held_back }) => (
        <p key={letters}>
          {t("intake.taught.held", { letters, field: nameOf(held_back ?? "") })}{" "}
          <Button
            size="small"
            disabled={edit.isPending}
            onClick={() =>
              edit.mutate({ act: "map", sheet, letters, field: held_back === "" ? null : held_back })
            }
          >
            {t("intake.taught.asThen")}
          </Button>
        </p>
      ))}
      <Button
        size="small"
        disabled={edit.isPending}
        onClick={() => edit.mutate({ act: "forget", fingerprint: remembered.fingerprint })}
      >
        {t("intake.taught.forget")}
      </Button>
    </div>
  );
}
