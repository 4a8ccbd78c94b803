import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type AnnouncementForm, type ApprovalView, type Problem } from "../../backend";
import { blanks, FormOf, Lines } from "../../components/form/form";
import { placeBy } from "../../components/form/problems";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemList } from "../../components/problem-list";
import { useSheet } from "./use-approval-act";

const named = placeBy({
  fields: { 公告日期: "an-on", 公告文号: "an-number", 公告网址或者栏目: "an-place" },
});

const placeOf = (problem: Problem) =>
  problem.code === "announce.publicity_running" ? "an-on" : named(problem);

/** 揭榜公告: what keeps it back, its form once nothing does, and its record. */
export function AnnouncementPart({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const { t } = useTranslation();
  const { announcement, blocked, step } = view;
  if (announcement !== null) {
    return (
      <div className="ap-said">
        <p className="say say-done">
          <Mark kind="done" /> {t("approval.announcement.made", { ...announcement })}
        </p>
        <p className="sec">{t("approval.announcement.final")}</p>
      </div>
    );
  }
  if (step === "to_decide" || step === "to_post") {
    const first = t(step === "to_decide" ? "approval.publicity.waits" : "approval.announcement.waits");
    return <p className="sec">{t("approval.dock.waits", { step: first })}</p>;
  }
  const free = step === "to_announce" && !blocked.some(({ severity }) => severity === "error");
  return (
    <>
      {blocked.length > 0 && (
        <section aria-label={t("approval.announcement.blocked")}>
          <p className="sec">{t("approval.announcement.blocked")}</p>
          <ProblemList problems={blocked} />
        </section>
      )}
      {free && (
        <Changes said>
          <Fields view={view} onDone={onDone} />
        </Changes>
      )}
    </>
  );
}

function Fields({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [start] = useState<AnnouncementForm>({
    on: view.today,
    number: "",
    place: view.postings.at(-1)?.place ?? "",
  });
  const [form, setForm] = useState(start);
  const sheet = useSheet<AnnouncementForm>({
    what: t("approval.announcement.title"),
    dirty: form !== start,
    act: (asked) => backend.approvalAnnounce(view.no, asked),
    placeOf,
    done: onDone,
  });
  const fields = [
    ["on", t("approval.announcement.on"), t("approval.form.dayHint")],
    ["number", t("approval.announcement.number"), t("approval.announcement.numberHint")],
    ["place", t("approval.announcement.place"), t("approval.publicity.placeHint")],
  ] as const;
  const missing = blanks(fields, form);
  return (
    <FormOf
      name={t("approval.announcement.title")}
      save={t("approval.announcement.save")}
      sheet={sheet}
      missing={missing}
      main
      onSend={() => sheet.send(form, missing)}
    >
      <Lines
        prefix="an"
        fields={fields}
        values={form}
        sheet={sheet}
        onField={(field, text) => setForm((was) => ({ ...was, [field]: text }))}
      />
    </FormOf>
  );
}
