import type { Texts } from "../texts";
import type { bids as zh } from "../zh/bids";

export const bids: Texts<typeof zh> = {
  title: "Bids",
};
