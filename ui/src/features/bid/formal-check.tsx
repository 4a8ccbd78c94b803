import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidView } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";

/** 形式审查表 of the bid as it was saved: what the program found is told on it, the rest is filled in by hand. */
export function FormalCheckSection({ view }: { view: BidView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const save = useMutation({
    mutationFn: () => backend.formalCheckSave(view.batch, view.no, path.trim()),
  });
  const ready = path.trim() !== "" && !save.isPending;
  return (
    <section aria-label={t("bid.formal.title")}>
      <h2>{t("bid.formal.title")}</h2>
      <p className="sec">{t("bid.formal.note")}</p>
      <Changes>
        <form
          className="bd-form"
          aria-label={t("bid.formal.save")}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) save.mutate();
          }}
        >
          <PathField
            id="bd-formal-path"
            label={t("bid.formal.path")}
            value={path}
            onChange={(next) => {
              save.reset();
              setPath(next);
            }}
            choose={() => backend.chooseSave(`${view.no}_${t("bid.formal.file")}.pdf`)}
          />
          <div className="bd-do">
            <Button size="small" htmlType="submit" disabled={!ready}>
              {t(save.isPending ? "bid.formal.saving" : "bid.formal.save")}
            </Button>
            {path.trim() === "" && <span className="sec">{t("bid.formal.need")}</span>}
          </div>
        </form>
        {save.isError && <ProblemBox error={save.error} />}
        {save.isSuccess && (
          <p className="say say-done bd-long" role="status">
            <Mark kind="done" /> <span>{t("bid.formal.saved", { path: save.data.path })}</span>
          </p>
        )}
      </Changes>
    </section>
  );
}
