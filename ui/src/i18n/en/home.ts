import type { Texts } from "../texts";
import type { home as zh } from "../zh/home";

export const home: Texts<typeof zh> = {
  title: "Overview",
  facts: "{{owner}} · {{role}}",
  bids: "Bids",
  experts: "Experts",
  sessions: "Sessions",
  packs: "Packs",
  id: "Vault id",
  folder: "Place",
  created: "Made",
  journal: "Journal",
  journalEntries: "{{count}} entries",
  head: "Journal head",
  network: "Network",
  noNetwork: "This program never goes online",
  next: "The screens for intake, meeting, scoring and papers follow; lunzheng demo holds a whole meeting now.",
  opened: "vault open",
};
