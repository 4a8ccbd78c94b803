import type { Texts } from "../texts";
import type { journal as zh } from "../zh/journal";

export const journal: Texts<typeof zh> = {
  title: "Journal and checks",
};
