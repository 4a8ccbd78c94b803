import { Refused, type Problem } from "../../backend";
import { i18n } from "../../i18n";

type Fault = "damaged" | "locked" | "nothing" | "failed";

/** A paper that cannot be shown, in the words of both languages. */
export function unshown(fault: Fault, reason = ""): Refused {
  const [zh, en] = [i18n.getFixedT("zh"), i18n.getFixedT("en")];
  const problem: Problem = {
    code: `pdf.${fault}`,
    severity: "error",
    place: null,
    params: [],
    zh: zh(`pdf.${fault}`, { reason }),
    en: en(`pdf.${fault}`, { reason }),
    remedy_zh: zh(`pdf.${fault}Fix`),
    remedy_en: en(`pdf.${fault}Fix`),
  };
  return new Refused([problem]);
}

/** What went wrong while a paper was read, in words; a refusal of the program keeps its own. */
export function faultOf(error: unknown): Refused {
  if (error instanceof Refused) {
    return error;
  }
  // By name: pdf.js makes these in its worker and again in the window.
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidPDFException" || name === "FormatError" || name === "XRefParseException") {
    return unshown("damaged");
  }
  if (name === "PasswordException") {
    return unshown("locked");
  }
  return unshown("failed", error instanceof Error ? error.message : String(error));
}
