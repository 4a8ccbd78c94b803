import type { Texts } from "../texts";
import type { documents as zh } from "../zh/documents";

export const documents: Texts<typeof zh> = {
  title: "Papers",
};
