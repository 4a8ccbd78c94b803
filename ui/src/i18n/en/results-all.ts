import type { Texts } from "../texts";
import type { resultsAll as all } from "../zh/results-all";

/** The panel's words on all bids in one step. */
export const resultsAll: Texts<typeof all> = {
  title: "All as suggested",
  hint: "Bids without the panel's word whose figures suggest one. The opinions are written for each, or taken from the experts'. All are recorded in one step, or none.",
  bid: "Bid",
  suggested: "as suggested",
  draftAll: "Experts' opinions for all",
  closingAll: "Take all standard sentences",
  closed: "Standard sentence taken for {{filled}}; there already, or none to take, for {{empty}}",
  filled: "{{filled}} took opinions in; {{empty}} had none to take",
  draft: "Experts' opinions",
  save: "Record {{count}} in one step",
  missing: "Bid {{position}} lacks: {{what}}",
  missingMore: "Bid {{position}} lacks: {{what}}; {{count}} more are not complete",
  none: "No bid can be recorded as suggested",
  pick: "Record bid {{position}}",
  needPick: "Choose bids first",
  medians:
    "Budget lines follow the experts' medians; conclude a bid by itself to change one. Put the experts' texts into the panel's own words.",
  vetoed: "{{count}} with a veto that waits for the panel's word are not in the table: no. {{positions}}",
  number: "No. {{position}}　{{no}}",
  award: "funds {{sum}} 万元",
};
