import type { Texts } from "../texts";
import type { keys as zh } from "../zh/keys";

export const keys: Texts<typeof zh> = {
  title: "All keys",
  key: "Keys",
  does: "What they do",
};
