/** What the program writes where no article but practice asks for something. */
const PRACTICE = "惯例";

/** The article of a rule; nothing for practice, which has a word of its own in each language. */
export function articleOf(article: string): string | null {
  return article === PRACTICE ? null : article;
}
