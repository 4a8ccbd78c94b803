import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";

import type { ClosingSentence } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { withClosing } from "./closing";
import type { Draft } from "./draft";

/** 结语: the panel's own sentence. The standard one is taken by one press; left empty, the paper has a line to be written on. */
export function ClosingField({
  draft,
  standard,
  closed,
  onDraft,
}: {
  draft: Draft;
  standard: readonly ClosingSentence[];
  closed: boolean;
  onDraft: (draft: Draft) => void;
}) {
  const { t } = useTranslation();
  const can = !closed && standard.some(({ conclusion }) => conclusion === draft.conclusion);
  const fill = () => onDraft(withClosing(draft, standard));
  useKeys([{ keys: "Alt J", label: t("results.form.closingFill"), run: fill, when: can, inFields: true }]);
  return (
    <>
      <label className="field" htmlFor="rs-closing">
        {t("results.form.closing")}
      </label>
      <Input.TextArea
        id="rs-closing"
        rows={2}
        value={draft.closing}
        disabled={closed}
        aria-describedby="rs-closing-hint"
        onChange={(event) => onDraft({ ...draft, closing: event.target.value })}
      />
      <div className="rs-do">
        <Button size="small" disabled={!can} onClick={fill}>
          {t("results.form.closingFill")} <Keys of="Alt J" />
        </Button>
        <span id="rs-closing-hint" className="dim">
          {t(draft.conclusion === null ? "results.form.closingNeeds" : "results.form.closingBlank")}
        </span>
      </div>
    </>
  );
}
