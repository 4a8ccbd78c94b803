import type { Texts } from "../texts";
import type { signIn as zh } from "../zh/sign-in";

/** 电脑签到. */
export const signIn: Texts<typeof zh> = {
  open: "Sign in at this laptop",
  again: "Write the sign-in again",
  hint: "Signed by the key of this laptop and carried to the secretariat in a small pack, in the place of a signature by hand. No score is in it.",
  path: "Write it to",
  file: "sign-in.lzp",
  do: "Sign in and write",
  signed: "Signed in at {{at}}.",
  written: "Written to {{path}}; hand it to the secretariat.",
};
