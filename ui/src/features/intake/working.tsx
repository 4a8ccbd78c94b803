import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";

/** Long work: what it is, how far it has come, and a way to stop it. */
export function Working({ what }: { what: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const progress = useQuery({
    queryKey: ["progress"],
    queryFn: () => backend.progress(),
    refetchInterval: 200,
    retry: false,
    gcTime: 0,
  });
  const stop = useMutation({ mutationFn: () => backend.stop() });
  const { done, of } = progress.data ?? { done: 0, of: 0 };
  return (
    <div className="waiting">
      <p className="say say-part" role="status">
        <Mark kind="part" /> {what}{" "}
        {of > 0 ? t("app.progress", { done, total: of }) : t("intake.unknownExtent")}
      </p>
      {of > 0 && <progress value={done} max={of} aria-label={what} />}
      <Button disabled={!stop.isIdle} onClick={() => stop.mutate()}>
        {stop.isIdle ? t("intake.stop") : t("intake.stopping")}
      </Button>
    </div>
  );
}
