import type { Texts } from "../texts";
import type { app as zh } from "../zh/app";

export const app: Texts<typeof zh> = {
  name: "Lunzheng",
  sub: "Expert review of open challenges · offline",
  offline: "offline",
  secret: "Not for state secrets",
  secretMore: "Lists of experts, scores and drafts are kept as work secrets.",
  language: "Language",
  loading: "Reading…",
  retry: "Try again",
  noRemedy: "Write this down and ask for help.",
  choose: "Choose…",
  loadingWhat: "Reading {{what}}…",
  progress: "{{done}} / {{total}}",
  mustChange: "must change",
  pleaseLook: "please look",
  forInformation: "note",
  unknown: "unknown",
  saved: "Saved {{at}}",
  savedAlready: "Saved",
  saving: "Saving",
  notSaved: "Not saved",
  safeUpTo: "safe up to {{at}}",
  article: "article",
  practice: "practice",
};
