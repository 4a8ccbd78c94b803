import type { Texts } from "../texts";
import type { deskSteps as zh } from "../zh/desk-steps";

export const deskSteps: Texts<typeof zh> = {
  card: "Read the meeting card, check the secretariat",
  request: "Enrol this laptop",
  task: "Take the task pack in",
  enter: "To the desk",
  closing: "Result and clearing",
  key: "Open a step, such as taking a new task pack in",
};
