import type { Texts } from "../texts";
import type { results as zh } from "../zh/results";

export const results: Texts<typeof zh> = {
  title: "Results",
};
