import type { Texts } from "../texts";
import type { board as zh } from "../zh/board";

export const board: Texts<typeof zh> = {
  title: "In session",
};
