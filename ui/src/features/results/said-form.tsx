import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FarScore, type ResultsView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { Side } from "../../components/side";
import { useUnsaved } from "../../components/unsaved";
import { FarWords } from "./far-scores";

/** What an expert on paper says of a deviating score, from the signed note. */
export function SaidForm({
  no,
  view,
  far,
  criterion,
  onClose,
  onDone,
}: {
  no: string;
  view: ResultsView;
  far: FarScore;
  criterion: (id: string) => string;
  onClose: () => void;
  /** It is recorded. */
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [stands, setStands] = useState<boolean | null>(null);
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () =>
      backend.deviationOnPaper(no, far.expert_no, far.bid_no, far.criterion, stands === true, reason.trim()),
    onSuccess: async () => {
      await Promise.all(
        ["results", "explain", "board", "documents"].map((key) =>
          queries.invalidateQueries({ queryKey: [key, no] }),
        ),
      );
      onDone();
    },
  });
  useUnsaved(reason.trim() !== "" && save.isIdle ? { what: t("results.said.title") } : null);
  const missing =
    stands === null
      ? t("results.said.needChoice")
      : stands && reason.trim() === ""
        ? t("results.said.needReason")
        : null;
  const ready = missing === null && !save.isPending;
  const go = () => save.mutate();
  useKeys([{ keys: "Ctrl Enter", label: t("results.said.save"), run: go, when: ready, inFields: true }]);
  return (
    <Side className="rs-dock" label={t("results.said.title")}>
      <div className="sec-h">
        <h2>{t("results.said.title")}</h2>
        <Button size="small" onClick={onClose}>
          {t("results.dock.close")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="rs-form">
        <p>
          <FarWords far={far} view={view} criterion={criterion} />
        </p>
        <p className="sec">{t("results.said.hint")}</p>
        <Segmented<string>
          aria-label={t("results.said.choice")}
          value={stands === null ? "" : String(stands)}
          onChange={(value) => setStands(value === "true")}
          options={[
            { value: "true", label: t("results.said.stands") },
            { value: "false", label: t("results.said.changes") },
          ]}
        />
        {stands === true && (
          <>
            <label className="field" htmlFor="rs-said-why">
              {t("results.said.reason")}
            </label>
            <Input.TextArea
              id="rs-said-why"
              autoFocus
              rows={3}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
        {stands === false && <p>{t("results.said.changesHow")}</p>}
        {save.isError && <ProblemBox error={save.error} />}
        <div className="rs-do">
          <Button type="primary" disabled={!ready} onClick={go}>
            {t("results.said.save")} <Keys of="Ctrl Enter" />
          </Button>
          <span className="sec">{missing}</span>
        </div>
      </div>
    </Side>
  );
}
