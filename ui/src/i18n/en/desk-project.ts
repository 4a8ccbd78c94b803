import type { Texts } from "../texts";
import type { deskProject as zh } from "../zh/desk-project";

export const deskProject: Texts<typeof zh> = {
  title: "The project",
  now: "The milestone judged",
  milestone: "Milestone {{n}}: {{task}} ({{due}})",
  indicators: "Its indicators",
  proposed: "Proposal to end it",
  money: "Fiscal money",
  sums: "approved {{approved}}, paid {{paid}}, spent {{spent}}",
  spentBy: "Spent by category (fiscal / own, 万元)",
  spentOne: "{{subject}} {{fiscal}} / {{own}}",
  milestones: "Milestones of the contract",
  people: "People",
  term: "Term",
  contract: "Contract",
  reports: "Handed in",
  report: {
    progress: "Report on progress or results",
    evidence: "Evidence",
    audit: "Special audit",
    ledger: "Copies of ledger and vouchers",
  },
};
