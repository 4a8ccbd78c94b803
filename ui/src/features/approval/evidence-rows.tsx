import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { EvidenceForm } from "../../backend";

/** As the record has them: the words of the form that is printed. */
const FORMS = { original: "原件", copy: "复印件", electronic: "电子件" } as const;
const KINDS = ["original", "copy", "electronic"] as const;

/** What form a paper has, in the current language; what is none of the known words as it stands. */
export function useEvidenceForm(): (form: string) => string {
  const { t } = useTranslation();
  return (form) => {
    const kind = KINDS.find((one) => FORMS[one] === form);
    return kind === undefined ? form : t(`approval.objection.evidenceForms.${kind}`);
  };
}

/** The papers that came with an objection: name, form, pages. */
export function EvidenceRows({
  rows,
  onRows,
}: {
  rows: readonly EvidenceForm[];
  onRows: (rows: EvidenceForm[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="ap-set ap-evidence">
      <legend>{t("approval.objection.evidence")}</legend>
      {rows.map((row, at) => (
        <EvidenceRow
          key={at}
          row={row}
          name={t("approval.objection.evidenceOf", { n: at + 1 })}
          onPut={(more) => onRows(rows.map((one, index) => (index === at ? { ...one, ...more } : one)))}
          onRemove={() => onRows(rows.filter((_, index) => index !== at))}
        />
      ))}
      <Button size="small" onClick={() => onRows([...rows, { name: "", form: "", pages: "" }])}>
        {t("approval.objection.evidenceAdd")}
      </Button>
    </fieldset>
  );
}

function EvidenceRow({
  row,
  name,
  onPut,
  onRemove,
}: {
  row: EvidenceForm;
  /** Which it is, for who does not see it. */
  name: string;
  onPut: (more: Partial<EvidenceForm>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <Input
        size="small"
        autoComplete="off"
        aria-label={`${name} ${t("approval.objection.evidenceName")}`}
        placeholder={t("approval.objection.evidenceName")}
        value={row.name}
        // A row that was added is written at once.
        autoFocus={row.name === ""}
        onChange={(event) => onPut({ name: event.target.value })}
      />
      <Select
        size="small"
        aria-label={`${name} ${t("approval.objection.evidenceForm")}`}
        placeholder={t("approval.objection.evidenceForm")}
        allowClear
        {...(row.form === "" ? {} : { value: row.form })}
        onChange={(form: string | undefined) => onPut({ form: form ?? "" })}
        options={KINDS.map((kind) => ({
          value: FORMS[kind],
          label: t(`approval.objection.evidenceForms.${kind}`),
        }))}
      />
      <Input
        size="small"
        inputMode="numeric"
        autoComplete="off"
        aria-label={`${name} ${t("approval.objection.evidencePages")}`}
        placeholder={t("approval.objection.evidencePages")}
        value={row.pages}
        onChange={(event) => onPut({ pages: event.target.value })}
      />
      <Button
        size="small"
        aria-label={`${t("approval.objection.evidenceRemove")} ${name}`}
        onClick={onRemove}
      >
        {t("approval.objection.evidenceRemove")}
      </Button>
    </div>
  );
}
