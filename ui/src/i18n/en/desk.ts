import type { Texts } from "../texts";
import type { desk as zh } from "../zh/desk";

export const desk: Texts<typeof zh> = {
  title: "Scoring",
};
