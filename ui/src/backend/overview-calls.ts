import type * as T from "./types";

/** The programme at a glance, and what was achieved. */
export interface OverviewCalls {
  overview(): Promise<T.OverviewView>;
  achievementAdd(form: T.AchievementForm): Promise<T.OverviewView>;
  achievementRemove(id: string, reason: string): Promise<T.OverviewView>;
  /** The report of a year as it would be saved now. */
  overviewPreview(year: number, paper: T.OverviewPaper): Promise<ArrayBuffer>;
  overviewSave(year: number, paper: T.OverviewPaper, path: string): Promise<T.SavedDocument>;
  /** Saves a chart as it is drawn. Gives the path. */
  overviewPicture(path: string, svg: string): Promise<string>;
}
