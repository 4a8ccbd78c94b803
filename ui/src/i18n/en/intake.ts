import type { Texts } from "../texts";
import type { intake as zh } from "../zh/intake";

export const intake: Texts<typeof zh> = {
  title: "Intake",
};
