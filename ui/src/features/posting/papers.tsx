import { useMutation } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BatchView, type ListPaper } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import type { OnPreview } from "./batch-dock";

const PAPERS: readonly ListPaper[] = ["archive", "public", "book"];

/** The list as PDF and as a workbook: shown and saved. */
export function Papers({ batch, onPreview }: { batch: BatchView; onPreview: OnPreview }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [paper, setPaper] = useState<ListPaper>("archive");
  const [path, setPath] = useState("");
  const save = useMutation({ mutationFn: (to: string) => backend.listSave(batch.name, paper, to) });
  const extension = paper === "book" ? "xlsx" : "pdf";
  const ready = path.trim() !== "" && !save.isPending && batch.listed.length > 0;
  return (
    <section>
      <h3>{t("posting.papers")}</h3>
      <Radio.Group
        className="ps-papers"
        name="ps-paper"
        aria-label={t("posting.papers")}
        value={paper}
        onChange={(event) => {
          setPaper(event.target.value as ListPaper);
          save.reset();
        }}
        options={PAPERS.map((value) => ({ value, label: t(`posting.paper.${value}`) }))}
      />
      <p className="dim">{paper === "public" ? t("posting.publicHint") : t("posting.draftHint")}</p>
      <Changes>
        <form
          aria-label={t("posting.save")}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) {
              save.mutate(path.trim());
            }
          }}
        >
          <PathField
            id="ps-path"
            label={t("posting.path")}
            value={path}
            onChange={(next) => {
              setPath(next);
              save.reset();
            }}
            choose={() => backend.chooseSave(`${batch.name}_${t("posting.what")}.${extension}`)}
          />
          <div className="dm-do">
            <Button size="small" htmlType="submit" disabled={!ready}>
              {t("posting.save")}
            </Button>
            {paper !== "book" && (
              <Button size="small" disabled={batch.listed.length === 0} onClick={() => onPreview(paper)}>
                {t("posting.preview")}
              </Button>
            )}
          </div>
        </form>
      </Changes>
      {save.isError && <ProblemBox error={save.error} />}
      {save.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("posting.saved", { path: save.data.path })}
        </p>
      )}
    </section>
  );
}
