import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts, RestoreView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { RestoreLoss } from "../../components/restore-loss";
import { QueryStates } from "../../components/states";

/** What going back to a backup would lose; going back needs a word that it was read. */
export function RestorePane({
  name,
  may,
  preview,
  restore,
  onRestored,
  onClose,
}: {
  name: string;
  may: boolean;
  preview: (name: string) => Promise<RestoreView>;
  restore: (name: string) => Promise<HomeFacts>;
  onRestored: (facts: HomeFacts) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [read, setRead] = useState(false);
  const view = useQuery({
    queryKey: ["restore", name],
    queryFn: () => preview(name),
    retry: false,
    gcTime: 0,
  });
  const go = useMutation({
    mutationFn: () => restore(name),
    onSuccess: (facts) => onRestored(facts),
    gcTime: 0,
  });
  return (
    <section className="tool-pane sf-form" aria-label={t("safe.restore.title", { name })}>
      <h3>{t("safe.restore.title", { name })}</h3>
      <QueryStates query={view} what={t("safe.restore.what")}>
        {(of) => (
          <>
            <RestoreLoss of={of} />
            {may && (
              <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
                {t("safe.restore.read")}
              </Checkbox>
            )}
          </>
        )}
      </QueryStates>
      <div className="tool-do">
        {may && (
          <Button
            type="primary"
            danger
            disabled={!read || !view.isSuccess || go.isPending}
            onClick={() => go.mutate()}
          >
            {t(go.isPending ? "safe.restore.doing" : "safe.restore.do")}
          </Button>
        )}
        <Button onClick={onClose}>{t("safe.close")}</Button>
      </div>
      {go.isError && <ProblemBox error={go.error} />}
    </section>
  );
}
