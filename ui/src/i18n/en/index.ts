import type { Texts } from "../texts";
import type { zh } from "../zh";
import { amend } from "./amend";
import { app } from "./app";
import { approval } from "./approval";
import { bid } from "./bid";
import { bids } from "./bids";
import { board } from "./board";
import { books } from "./books";
import { course } from "./course";
import { courseSteps } from "./course-steps";
import { desk } from "./desk";
import { documents } from "./documents";
import { draw } from "./draw";
import { due } from "./due";
import { experts } from "./experts";
import { fees } from "./fees";
import { frame } from "./frame";
import { home } from "./home";
import { insight } from "./insight";
import { intake } from "./intake";
import { journal } from "./journal";
import { keys } from "./keys";
import { ledger } from "./ledger";
import { meetings } from "./meetings";
import { method } from "./method";
import { needs } from "./needs";
import { overview } from "./overview";
import { pdf } from "./pdf";
import { plan } from "./plan";
import { posting } from "./posting";
import { projects } from "./projects";
import { results } from "./results";
import { rooms } from "./rooms";
import { selection } from "./selection";
import { safe } from "./safe";
import { setup } from "./setup";
import { sheet } from "./sheet";
import { signIn } from "./sign-in";
import { turn } from "./turn";
import { unscored } from "./unscored";
import { vault } from "./vault";

/** Every text of the window in English. A missing key, or a missing area, fails the type check. */
export const en: Texts<typeof zh> = {
  amend,
  app,
  signIn,
  turn,
  unscored,
  vault,
  home,
  frame,
  keys,
  bid,
  bids,
  books,
  experts,
  fees,
  insight,
  intake,
  setup,
  sheet,
  board,
  desk,
  results,
  documents,
  draw,
  pdf,
  journal,
  meetings,
  method,
  needs,
  selection,
  posting,
  approval,
  plan,
  course,
  courseSteps,
  due,
  overview,
  projects,
  ledger,
  rooms,
  safe,
};
