import { language } from "../../i18n";

/** Several things behind each other, with the comma of the language. */
export function listed(of: readonly (string | number)[]): string {
  return of.join(language() === "zh" ? "、" : ", ");
}
