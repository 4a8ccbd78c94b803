import type { Texts } from "../texts";
import type { setup as zh } from "../zh/setup";

export const setup: Texts<typeof zh> = {
  title: "Preparing",
};
