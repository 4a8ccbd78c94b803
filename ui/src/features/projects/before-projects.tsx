import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";

/** What waits before a project: lists for a decision, decisions for their announcement. Silent while nothing does. */
export function BeforeProjects({ onGo }: { onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  // What went wrong with it is said on its own page.
  const approvals = useQuery({ queryKey: ["approvals"], queryFn: () => backend.approvals(), retry: false });
  const lists = approvals.data?.waiting.length ?? 0;
  const open = approvals.data?.approvals.filter(({ step }) => step !== "announced").length ?? 0;
  if (lists + open === 0) {
    return null;
  }
  const words = [
    ...(lists > 0 ? [t("projects.before.lists", { count: lists })] : []),
    ...(open > 0 ? [t("projects.before.open", { count: open })] : []),
  ];
  return (
    <div className="pj-before" role="status">
      <span className="say say-wait">
        <Mark kind="wait" /> {words.join(t("projects.before.join"))}
      </span>
      <Button size="small" onClick={() => onGo("/approvals")}>
        {t("projects.before.go")}
      </Button>
    </div>
  );
}
