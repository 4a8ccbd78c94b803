import { useMutation } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ApprovalPaper, type ApprovalView } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";

const OF_LIST = ["notice", "public_notice", "announcement", "public_announcement"] as const;

/** A paper by the name that the choice has for it: `notice`, `objection/Y-001`. */
function paperOf(key: string): ApprovalPaper {
  const [paper = "", no = ""] = key.split("/");
  if (paper === "objection" || paper === "reply") {
    return { paper, no };
  }
  return { paper: OF_LIST.find((one) => one === paper) ?? "notice" };
}

/** The papers of a decision as PDF: notice, announcement, and those of each objection. What nobody recorded is a blank. */
export function PapersPart({ view }: { view: ApprovalView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [chosen, setChosen] = useState<string>("notice");
  const [path, setPath] = useState("");
  const save = useMutation({
    mutationFn: (to: string) => backend.approvalSave(view.no, paperOf(chosen), to),
  });
  const options = [
    ...OF_LIST.map((value) => ({ value: value as string, label: t(`approval.papers.${value}`) })),
    ...view.objections.flatMap(({ no }) => [
      { value: `objection/${no}`, label: t("approval.papers.objection", { no }) },
      { value: `reply/${no}`, label: t("approval.papers.reply", { no }) },
    ]),
  ];
  const name = options.find(({ value }) => value === chosen)?.label ?? "";
  const ready = path.trim() !== "" && !save.isPending;
  return (
    <Changes>
      <form
        aria-label={t("approval.papers.title")}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            save.mutate(path.trim());
          }
        }}
      >
        <label className="field" htmlFor="ap-paper">
          {t("approval.papers.which")}
        </label>
        <Select
          id="ap-paper"
          className="ap-wide"
          value={chosen}
          options={options}
          onChange={(next: string) => {
            setChosen(next);
            save.reset();
          }}
        />
        <p className="sec">{t("approval.papers.hint")}</p>
        <PathField
          id="ap-paper-path"
          label={t("approval.papers.path")}
          value={path}
          onChange={(next) => {
            setPath(next);
            save.reset();
          }}
          choose={() => backend.chooseSave(`${view.no}_${name}.pdf`)}
        />
        <div className="ap-do">
          <Button size="small" htmlType="submit" disabled={!ready}>
            {t("approval.papers.save")}
          </Button>
          {!ready && !save.isPending && <span className="sec">{t("approval.papers.needPath")}</span>}
        </div>
      </form>
      {save.isError && <ProblemBox error={save.error} />}
      {save.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("approval.papers.saved", { path: save.data.path })}
        </p>
      )}
    </Changes>
  );
}
