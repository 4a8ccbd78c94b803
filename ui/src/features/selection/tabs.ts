import type { DemandLine, DemandStatus } from "../../backend";

export type Tab = "ready" | "review" | "proposed" | "out";
export const TABS: readonly Tab[] = ["ready", "review", "proposed", "out"];

const OF: Partial<Record<DemandStatus, Tab>> = {
  complete: "ready",
  under_review: "review",
  proposed: "proposed",
  studied: "proposed",
  approved: "proposed",
  published: "proposed",
  not_selected: "out",
};

/** The demands of each tab, in their order. */
export function byTab(demands: readonly DemandLine[]): Record<Tab, DemandLine[]> {
  const tabs: Record<Tab, DemandLine[]> = { ready: [], review: [], proposed: [], out: [] };
  for (const line of demands) {
    const tab = OF[line.status];
    if (tab !== undefined) {
      tabs[tab].push(line);
    }
  }
  return tabs;
}

/** Whether the panel asked for a revision that nobody recorded yet. */
export function revisionOpen(line: DemandLine): boolean {
  return (
    line.status === "proposed" && line.word?.conclusion === "list_after_revision" && line.revised === null
  );
}
