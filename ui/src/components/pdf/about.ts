/** At most so many pages are gone through before the first comes again. */
const MOST = 5;
/** Of a word that stands on more of the pages than this nothing can be learnt. */
const EVERYWHERE = 0.6;
/** A page that says a word more often than this is not more about it. */
const OFTEN = 4;

const HAN = /\p{Script=Han}{2,}/gu;

/** Pairs of characters: what words of a Chinese text have in common, whatever stands between them. */
function pairs(words: string): string[] {
  const found = new Set<string>();
  for (const [run] of words.matchAll(HAN)) {
    for (let at = 0; at + 1 < run.length; at++) {
      found.add(run.slice(at, at + 2));
    }
  }
  return [...found];
}

function times(text: string, pair: string): number {
  let count = 0;
  for (let at = text.indexOf(pair); at >= 0 && count < OFTEN; at = text.indexOf(pair, at + 2)) {
    count++;
  }
  return count;
}

/**
 * Pages, counted from 1, that speak most of what `words` name: the best first, none when no page stands out. A help to
 * find one's way, not a judgement.
 */
export function pagesAbout(words: string, texts: readonly string[]): number[] {
  const weights = texts.map(() => 0);
  for (const pair of pairs(words)) {
    const counts = texts.map((text) => times(text, pair));
    const on = counts.filter((count) => count > 0).length;
    if (on > 0 && (texts.length < 3 || on <= texts.length * EVERYWHERE)) {
      const rare = Math.log(1 + texts.length / on);
      counts.forEach((count, page) => (weights[page] = (weights[page] ?? 0) + count * rare));
    }
  }
  const best = Math.max(0, ...weights);
  return weights
    .map((weight, at) => ({ weight, page: at + 1 }))
    .filter(({ weight }) => weight > 0 && weight >= best / 2)
    .sort((a, b) => b.weight - a.weight || a.page - b.page)
    .slice(0, MOST)
    .map(({ page }) => page);
}
