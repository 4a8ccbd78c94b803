import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts, RestoreView, RestoreWord } from "../backend";
import { ProblemBox } from "./problem-box";
import { RestoreLoss } from "./restore-loss";
import { QueryStates } from "./states";

export interface GoBackProps {
  name: string;
  may: boolean;
  preview: () => Promise<RestoreView>;
  restore: (word: RestoreWord) => Promise<HomeFacts>;
  onRestored: (facts: HomeFacts) => void;
  onClose?: () => void;
}

/** What going back to a backup would lose; going back needs a word that it was read, and why. */
export function GoBack({ name, may, preview, restore, onRestored, onClose }: GoBackProps) {
  const { t } = useTranslation();
  const [read, setRead] = useState(false);
  const [reason, setReason] = useState("");
  const [chair, setChair] = useState("");
  const view = useQuery({ queryKey: ["restore", name], queryFn: preview, retry: false, gcTime: 0 });
  const go = useMutation({
    mutationFn: () => restore({ reason: reason.trim(), approved_by: chair.trim() }),
    onSuccess: (facts) => onRestored(facts),
    gcTime: 0,
  });
  const asks = view.data?.needs_assent === true;
  const lacks = reason.trim() === "" || (asks && chair.trim() === "");
  return (
    <>
      <QueryStates query={view} what={t("safe.restore.what")}>
        {(of) => (
          <>
            <RestoreLoss of={of} />
            {may && (
              <>
                <label className="field" htmlFor="sf-restore-why">
                  {t("safe.restore.why")}
                </label>
                <Input
                  id="sf-restore-why"
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
                {of.needs_assent && (
                  <>
                    <label className="field" htmlFor="sf-restore-chair">
                      {t("safe.restore.chair")}
                    </label>
                    <Input
                      id="sf-restore-chair"
                      value={chair}
                      onChange={(event) => setChair(event.target.value)}
                    />
                  </>
                )}
                <Checkbox
                  className="sf-read"
                  checked={read}
                  onChange={(event) => setRead(event.target.checked)}
                >
                  {t("safe.restore.read")}
                </Checkbox>
              </>
            )}
          </>
        )}
      </QueryStates>
      <div className="tool-do">
        {may && (
          <Button
            type="primary"
            danger
            disabled={!read || lacks || !view.isSuccess || go.isPending}
            onClick={() => go.mutate()}
          >
            {t(go.isPending ? "safe.restore.doing" : "safe.restore.do")}
          </Button>
        )}
        {onClose !== undefined && <Button onClick={onClose}>{t("safe.close")}</Button>}
        <span className="sec" role="status">
          {may && view.isSuccess && lacks && t(asks ? "safe.restore.lacksBoth" : "safe.restore.lacks")}
        </span>
      </div>
      {go.isError && <ProblemBox error={go.error} />}
    </>
  );
}
