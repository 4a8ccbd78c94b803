import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskBid } from "../../backend";
import { Failed, Loading } from "../../components/states";
import { VersionsTable } from "../../components/versions-table";
import { Pane } from "./pane";

/** The own signed versions of a sheet, compared. */
export function VersionsPane({
  meeting,
  bid,
  onClose,
}: {
  meeting: string;
  bid: DeskBid;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const query = useQuery({
    queryKey: ["desk", meeting, "versions", bid.no, bid.versions],
    queryFn: () => backend.deskVersions(meeting, bid.no),
  });
  return (
    <Pane title={t("desk.said.versions")} onClose={onClose}>
      <p className="sec">{t("desk.said.versionsOwn")}</p>
      {query.isPending && <Loading what={t("desk.said.versions")} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && <VersionsTable of={query.data} />}
    </Pane>
  );
}
