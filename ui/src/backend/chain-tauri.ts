import type { ApprovalCalls } from "./approval-calls";
import { call } from "./call";
import type { ChainCalls } from "./chain-calls";
import type { OverviewCalls } from "./overview-calls";

/** The shell's commands for the chain after the panel's list. */
export const chain: ApprovalCalls & ChainCalls & OverviewCalls = {
  approvals: () => call("approvals_view"),
  approval: (no) => call("approval_view", { no }),
  approvalOpen: (sessions) => call("approval_open", { sessions }),
  approvalRule: (no, form) => call("approval_rule", { no, form }),
  approvalPost: (no, form) => call("approval_post", { no, form }),
  approvalProve: (no, path) => call("approval_prove", { no, path }),
  approvalTakeDown: (no, on, reason) => call("approval_take_down", { no, on, reason }),
  approvalAnnounce: (no, form) => call("approval_announce", { no, form }),
  objectionTake: (no, form) => call("objection_take", { no, form }),
  objectionStep: (no, objection, step) => call("objection_step", { no, objection, step }),
  approvalPreview: (no, paper) => call("approval_preview", { no, paper }),
  approvalSave: (no, paper, path) => call("approval_save", { no, paper, path }),
  calendarYears: () => call("calendar_years"),
  calendarLoad: (path, notice) => call("calendar_load", { path, notice }),
  plans: () => call("plans_view"),
  plan: (no) => call("plan_view", { no }),
  planDraft: (decisionNo) => call("plan_draft", { decisionNo }),
  planSave: (form, isNew) => call("plan_save", { form, new: isNew }),
  planApprove: (no, act) => call("plan_approve", { no, act }),
  planIssue: (no, issue) => call("plan_issue", { no, issue }),
  planPreview: (no, paper) => call("plan_preview", { no, paper }),
  planSavePaper: (no, paper, path) => call("plan_save_paper", { no, paper, path }),
  course: (no) => call("course_view", { no }),
  courseStep: (no, step) => call("course_step", { no, step }),
  coursePreview: (no, paper) => call("course_preview", { no, paper }),
  courseSavePaper: (no, paper, path) => call("course_save_paper", { no, paper, path }),
  dues: () => call("dues_view"),
  historyForm: (path) => call("history_form", { path }),
  historyLook: (path) => call("history_look", { path }),
  historyTake: (path, digest, reason) => call("history_take", { path, digest, reason }),
  overview: () => call("overview_view"),
  achievementAdd: (form) => call("achievement_add", { form }),
  achievementRemove: (id, reason) => call("achievement_remove", { id, reason }),
  overviewPreview: (year, paper) => call("overview_preview", { year, paper }),
  overviewSave: (year, paper, path) => call("overview_save", { year, paper, path }),
  overviewPicture: (path, svg) => call("overview_picture", { path, svg }),
};
