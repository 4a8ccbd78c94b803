import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  useBackend,
  type ApprovalView,
  type PostingForm,
  type PostingView,
  type Problem,
} from "../../backend";
import { Choice } from "../../components/form/choice";
import { blanks, FormOf, Lines } from "../../components/form/form";
import { placeBy } from "../../components/form/problems";
import { PathField } from "../../components/path-field";
import { useSheet } from "./use-approval-act";

const PROOFS = ["pdf", "png", "jpg", "jpeg", "html", "mht"];

const ofPosting = placeBy({
  fields: { 公示日期: "po-posted_on", 公示网址或者栏目: "po-place" },
  days: { 公示: "po-posted_on" },
  reasons: { 重新公示: "po-because" },
});

/** A year that is not loaded is said at the day that leads into it. */
const placePosting = (problem: Problem) =>
  problem.code === "calendar.not_loaded" ? "po-posted_on" : ofPosting(problem);

/** Records that the list was posted; a further posting says why. */
export function PostForm({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const last = view.postings.at(-1);
  const [start] = useState<PostingForm>({
    posted_on: view.today,
    place: last?.place ?? "",
    same_day: last?.same_day ?? false,
    because: "",
  });
  const [form, setForm] = useState(start);
  const sheet = useSheet<PostingForm>({
    what: t("approval.publicity.title"),
    dirty: form !== start,
    act: (asked) => backend.approvalPost(view.no, asked),
    placeOf: placePosting,
    done: onDone,
  });
  const set = (more: Partial<PostingForm>) => setForm((was) => ({ ...was, ...more }));
  const fields = [
    ["posted_on", t("approval.publicity.on"), t("approval.form.dayHint")],
    ["place", t("approval.publicity.place"), t("approval.publicity.placeHint")],
    ...(last === undefined ? [] : ([["because", t("approval.publicity.because"), ""]] as const)),
  ] as const;
  const missing = blanks(fields, form);
  return (
    <FormOf
      name={t("approval.publicity.title")}
      save={t("approval.publicity.save")}
      sheet={sheet}
      missing={missing}
      main
      onSend={() => sheet.send(form, missing)}
    >
      <Lines
        prefix="po"
        fields={fields}
        values={form}
        sheet={sheet}
        onField={(field, text) => set({ [field]: text })}
      />
      <Choice
        name="po-first"
        label={t("approval.publicity.first")}
        value={form.same_day}
        options={[
          { value: false, label: t("approval.publicity.nextDay") },
          { value: true, label: t("approval.publicity.sameDay") },
        ]}
        onChoose={(same_day) => set({ same_day })}
      />
      <p className="sec">{t("approval.publicity.firstHint")}</p>
    </FormOf>
  );
}

const nowhere = () => null;

/** Names the file that proves the posting in force. */
export function ProofForm({
  view,
  posting,
  onDone,
  onCancel,
}: {
  view: ApprovalView;
  posting: PostingView;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const save = t(posting.proof === null ? "approval.publicity.attach" : "approval.publicity.replace");
  const label = t("approval.publicity.proofFile");
  const sheet = useSheet<string>({
    what: save,
    dirty: path !== "",
    act: (file) => backend.approvalProve(view.no, file),
    placeOf: nowhere,
    done: onDone,
  });
  const missing = path.trim() === "" ? [label] : [];
  return (
    <FormOf
      name={save}
      save={save}
      sheet={sheet}
      missing={missing}
      onSend={() => sheet.send(path.trim(), missing)}
      onCancel={onCancel}
    >
      <div {...(sheet.called && missing.length > 0 ? { "data-wrong": true } : {})}>
        <PathField
          id="ap-proof"
          label={label}
          value={path}
          onChange={(next) => {
            sheet.reset();
            setPath(next);
          }}
          choose={() => backend.chooseFile(PROOFS)}
        />
      </div>
    </FormOf>
  );
}

const placeDown = placeBy({
  fields: { 撤下日期: "td-on" },
  days: { 撤下公示: "td-on" },
  reasons: { 撤下公示: "td-reason" },
});

/** Records that the posting in force was taken down, and why. */
export function TakeDownForm({
  view,
  onDone,
  onCancel,
}: {
  view: ApprovalView;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [start] = useState({ on: view.today, reason: "" });
  const [form, setForm] = useState(start);
  const name = t("approval.publicity.takeDown");
  const sheet = useSheet<typeof form>({
    what: name,
    dirty: form !== start,
    act: (asked) => backend.approvalTakeDown(view.no, asked.on, asked.reason.trim()),
    placeOf: placeDown,
    done: onDone,
  });
  const fields = [
    ["on", t("approval.publicity.downOn"), t("approval.form.dayHint")],
    ["reason", t("approval.publicity.downWhy"), ""],
  ] as const;
  const missing = blanks(fields, form);
  return (
    <FormOf
      name={name}
      save={name}
      sheet={sheet}
      missing={missing}
      onSend={() => sheet.send(form, missing)}
      onCancel={onCancel}
    >
      <Lines
        prefix="td"
        fields={fields}
        values={form}
        sheet={sheet}
        onField={(field, text) => setForm((was) => ({ ...was, [field]: text }))}
      />
      <p className="sec">{t("approval.publicity.downHint")}</p>
    </FormOf>
  );
}
