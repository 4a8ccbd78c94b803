import type * as T from "./types";

/** The chain after the announcement: funding plans, the course of a project, what is due. */
export interface ChainCalls {
  /** The book of funding plans, and the announced decisions that wait for one. */
  plans(): Promise<T.PlansView>;
  plan(no: string): Promise<T.PlanView>;
  /** A plan as it would be begun for a decision: every winner that is in no plan, with a number proposed. */
  planDraft(decisionNo: string): Promise<T.PlanView>;
  /** Begins a plan, or changes one until the city approved it. */
  planSave(form: T.PlanForm, isNew: boolean): Promise<T.PlanView>;
  planApprove(no: string, act: T.ActForm): Promise<T.PlanView>;
  /** Issues it: each of its rows becomes a project, and a project's course begins. */
  planIssue(no: string, issue: T.IssueForm): Promise<T.PlanView>;
  planPreview(no: string, paper: T.PlanPaper): Promise<ArrayBuffer>;
  planSavePaper(no: string, paper: T.PlanPaper, path: string): Promise<T.SavedDocument>;
  /** The course of a project. */
  course(no: string): Promise<T.CourseView>;
  /** Takes the next step; what was typed stays with the window when it is refused. */
  courseStep(no: string, step: T.CourseStep): Promise<T.CourseView>;
  coursePreview(no: string, paper: T.CoursePaper): Promise<ArrayBuffer>;
  courseSavePaper(no: string, paper: T.CoursePaper, path: string): Promise<T.SavedDocument>;
  /** Saves an empty workbook of the shape in which earlier projects come in. Gives the path. */
  historyForm(path: string): Promise<string>;
  /** What a workbook of earlier projects says, and what in it does not keep the rules. */
  historyLook(path: string): Promise<T.HistoryView>;
  /** Takes them in, all or none; with a reason where something does not keep the rules. */
  historyTake(path: string, digest: string, reason: string): Promise<T.ProjectsView>;
  /** What is due or late over the whole chain. */
  dues(): Promise<T.DuesView>;
}
