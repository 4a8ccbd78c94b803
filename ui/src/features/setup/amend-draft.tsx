import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";

import type { AmendDraftView, SetupView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { useUnsaved } from "../../components/unsaved";
import { MethodFields } from "./method-form";
import "./sheet-editor.css";
import { SheetFields } from "./sheet-editor";
import { SheetLacks } from "./sheet-lacks";
import { useAmendDraft, useDraftForm } from "./use-amend";

/** The draft of another sheet and another method, beside the rules in force: kept as one goes, and dropped when it is not wanted. */
export function AmendDraft({ no, view }: { no: string; view: SetupView }) {
  const { t } = useTranslation();
  const query = useAmendDraft(no, true);
  return (
    <QueryStates query={query} what={t("amend.draft")}>
      {(draft) => <Draft no={no} view={view} draft={draft} />}
    </QueryStates>
  );
}

function Draft({ no, view, draft }: { no: string; view: SetupView; draft: AmendDraftView }) {
  const { t } = useTranslation();
  const { form, change, ...state } = useDraftForm(no, draft);
  // What was refused is nowhere but here.
  useUnsaved(state.unsaved && state.error !== null ? { what: t("amend.draft") } : null);
  const method = {
    form: form.method,
    change: (part: Partial<typeof form.method>) => change({ method: { ...form.method, ...part } }),
    flush: state.flush,
    unsaved: false,
    error: null,
  };
  return (
    <form
      className="se"
      aria-label={t("amend.draft")}
      onBlur={state.flush}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="se-top">
        <b>{t("amend.draft")}</b>
        <span role="status" className="sec">
          {state.unsaved || state.working
            ? t("sheet.saving")
            : t(draft.begun ? "amend.draftBegun" : "amend.draftNone")}
        </span>
        <Popconfirm
          title={t("amend.draftDropAsk")}
          okText={t("amend.draftDropYes")}
          cancelText={t("amend.draftDropNo")}
          onConfirm={state.drop}
        >
          <Button disabled={!draft.begun}>{t("amend.draftDrop")}</Button>
        </Popconfirm>
      </div>
      {state.error !== null && <ProblemBox error={state.error} />}
      <SheetLacks problems={draft.problems} title={t("amend.draftLacks")} amends />
      <h3>{t("amend.draftMethod")}</h3>
      <MethodFields view={view} method={method} locked={null} of="amd" />
      <label className="se-tick">
        <input
          type="checkbox"
          checked={form.by_displayed}
          onChange={(event) => change({ by_displayed: event.target.checked })}
        />
        <span>
          {t("amend.draftDisplayed")} <small className="sec">{t("amend.draftDisplayedMeans")}</small>
        </span>
      </label>
      <h3>{t("amend.draftSheet")}</h3>
      <SheetFields
        form={form.sheet}
        change={(part) => change({ sheet: { ...form.sheet, ...part } })}
        sums={draft.part_sums}
        problems={draft.problems}
      />
    </form>
  );
}
