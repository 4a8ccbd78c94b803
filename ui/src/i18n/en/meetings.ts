import type { Texts } from "../texts";
import type { meetings as zh } from "../zh/meetings";

export const meetings: Texts<typeof zh> = {
  title: "Review meetings",
};
