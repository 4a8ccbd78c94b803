import { useMutation } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type SavedDocument } from "../backend";
import "./form/form.css";
import { Mark } from "./marks";
import { Changes } from "./may";
import { PathField } from "./path-field";
import { ProblemBox } from "./problem-box";

/** The papers of a record as PDF: which one, where it goes, where it lies. */
export function PapersForm<K extends string>({
  id,
  of,
  papers,
  onSave,
}: {
  /** Before the names of its fields on the page. */
  id: string;
  /** The number of the record: the file is named by it. */
  of: string;
  papers: readonly { value: K; label: string }[];
  onSave: (paper: K, path: string) => Promise<SavedDocument>;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [picked, setPicked] = useState<K | null>(null);
  const [path, setPath] = useState("");
  const chosen = papers.find(({ value }) => value === picked) ?? papers[0];
  const save = useMutation({
    mutationFn: ({ paper, to }: { paper: K; to: string }) => onSave(paper, to),
  });
  const ready = path.trim() !== "" && !save.isPending;
  if (chosen === undefined) {
    return null;
  }
  return (
    <Changes>
      <form
        aria-label={t("approval.papers.title")}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            save.mutate({ paper: chosen.value, to: path.trim() });
          }
        }}
      >
        <label className="field" htmlFor={`${id}-paper`}>
          {t("approval.papers.which")}
        </label>
        <Select<K>
          id={`${id}-paper`}
          className="ap-wide"
          value={chosen.value}
          options={[...papers]}
          onChange={(next) => {
            setPicked(next);
            save.reset();
          }}
        />
        <p className="sec">{t("approval.papers.hint")}</p>
        <PathField
          id={`${id}-paper-path`}
          label={t("approval.papers.path")}
          value={path}
          onChange={(next) => {
            setPath(next);
            save.reset();
          }}
          choose={() => backend.chooseSave(`${of}_${chosen.label}.pdf`)}
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
