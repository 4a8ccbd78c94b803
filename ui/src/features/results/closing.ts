import type { ClosingSentence, Conclusion } from "../../backend";
import type { Draft } from "./draft";

type Standard = readonly ClosingSentence[];

const sentenceOf = (standard: Standard, conclusion: Conclusion | null) =>
  standard.find((one) => one.conclusion === conclusion)?.text;

/** The draft with the standard sentence of its conclusion: in the place of another standard one, after words of the panel's own. */
export function withClosing(draft: Draft, standard: Standard): Draft {
  const sentence = sentenceOf(standard, draft.conclusion);
  const own = draft.closing.trim();
  if (sentence === undefined || own.includes(sentence)) {
    return draft;
  }
  const taken = own === "" || standard.some(({ text }) => text === own);
  return { ...draft, closing: taken ? sentence : `${own}\n${sentence}` };
}

/** The sentence that stays when another conclusion is chosen: the standard one of a conclusion goes with it. */
export function closingFor(closing: string, conclusion: Conclusion, standard: Standard): string {
  const of = standard.filter(({ text }) => text === closing.trim());
  return of.length === 0 || of.some((one) => one.conclusion === conclusion) ? closing : "";
}
