import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemOf, useBackend } from "../../backend";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { useProgress } from "../../components/progress";

/** 形式审查表 of every bid of a batch, into a folder. */
export function FormalChecksForm({ batch, onClose }: { batch: string; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [folder, setFolder] = useState("");
  const save = useMutation({ mutationFn: () => backend.formalChecksSave(batch, folder.trim()) });
  const ready = folder.trim() !== "" && !save.isPending;
  useKeys([{ keys: "Esc", label: t("books.cancel"), run: onClose, inFields: true, when: !save.isPending }]);
  const stopped = save.isError && problemOf(save.error).code === "work.stopped";
  return (
    <form
      className="tool-pane"
      aria-label={t("bids.formal.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) save.mutate();
      }}
    >
      <PathField
        id="fc-folder"
        label={t("bids.formal.folder")}
        value={folder}
        onChange={(next) => {
          save.reset();
          setFolder(next);
        }}
        choose={() => backend.chooseFolder()}
      />
      <p className="sec">{t("bids.formal.note")}</p>
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("bids.formal.save")}
        </Button>
        <Button onClick={onClose} disabled={save.isPending}>
          {t("books.cancel")}
        </Button>
        {folder.trim() === "" && <span className="sec">{t("bids.formal.need")}</span>}
      </div>
      {save.isPending && <Working />}
      {stopped && (
        <p className="say say-warn" role="status">
          <Mark kind="warn" /> {t("bids.formal.stopped")}
        </p>
      )}
      {save.isError && !stopped && <ProblemBox error={save.error} />}
      {save.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("bids.formal.saved", { count: save.data.length, folder: folder.trim() })}
        </p>
      )}
    </form>
  );
}

/** How far it is, with a way to stop. */
function Working() {
  const { t } = useTranslation();
  const { done, of, stop, stopping } = useProgress();
  return (
    <div className="tool-do">
      <span className="say say-part" role="status">
        <Mark kind="part" />{" "}
        {of === 0 ? t("bids.formal.starting") : t("bids.formal.working", { done, total: of })}
      </span>
      <Button size="small" disabled={stopping} onClick={stop}>
        {t("bids.formal.stop")}
      </Button>
    </div>
  );
}
