import type { Texts } from "../texts";
import type { deskConclude as zh } from "../zh/desk-conclude";

export const deskConclude: Texts<typeof zh> = {
  approve: "Approve",
  approve_after_revision: "After revision",
  reject: "Reject",
  list: "List",
  list_after_revision: "List after revision",
  defer: "Defer",
  milestone_pass: "passed",
  rectify: "to be put right",
  milestone_fail: "not passed",
  acceptance_pass: "accepted",
  close: "closed",
  acceptance_fail: "not accepted",
  extend: "extended",
  terminate_objective: "ended, nobody at fault",
  terminate_fault: "ended by fault",
  recover_all: "fraud, all recovered",
};
