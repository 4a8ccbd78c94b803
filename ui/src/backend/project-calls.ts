import type * as T from "./types";

/** The book of projects. */
export interface ProjectCalls {
  projects(): Promise<T.ProjectsView>;
  project(no: string): Promise<T.ProjectView>;
  /** Adds a project as typed, or changes one with a reason. */
  projectSave(form: T.ProjectForm, isNew: boolean, reason: string): Promise<T.ProjectView>;
  /** Makes a project of a bid that a closed session recommended. */
  projectApprove(session: string, bid: string, no: string, grant: string): Promise<T.ProjectView>;
  /** That bureau and sponsor settled an acceptance together; nothing takes it back. */
  sessionJoint(no: string, form: T.JointForm | null): Promise<T.SetupView>;
}
