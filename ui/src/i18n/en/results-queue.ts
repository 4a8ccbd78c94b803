import type { Texts } from "../texts";
import type { resultsQueue as queue, resultsSaid as said } from "../zh/results-queue";

/** What waits on the results page. */
export const resultsQueue: Texts<typeof queue> = {
  title: "To be settled",
  hint: "settle these before the papers",
  none: "Nothing to settle",
  far: "Deviation",
  farTotal:
    "{{name}} gave bid {{position}} {{own}}, {{percent}} % off the mean of the others (limit ±{{limit}} %)",
  farOne:
    "{{name}} gave bid {{position}} {{own}} for “{{criterion}}”, {{percent}} % off the mean of the others (limit ±{{limit}} %)",
  farDo:
    "Ask the experts in private: a score that stands wants a reason, a changed one a new sheet. Both are printed; what nobody answered stays blank. The program deletes nothing.",
  said: "Record the word",
  stands: "the expert stands by it: {{reason}}",
  askedWords: "the expert was asked and did not answer yet",
  see: "See the bid",
  wrongWords: "{{count}} words of the panel must change; they are listed above the ranking",
  vetoWords:
    "Bid {{position}}: {{count}} experts answered “{{question}}” with “{{answer}}”; the panel said nothing yet",
  vetoDo: "See and record",
  blank: "Not recorded: ",
  blankDo: "Record",
  tie: "Tie",
  tieWords: "Bids {{bids}} tie at rank {{rank}}; the tie-breakers do not tell them apart",
  tieMatters: "the order decides who is within",
  tieOnly: "all on the same side: only the order",
  settle: "Settle the tie",
  settled: "Settled",
  settledPart: "Settled in part; the others have equal counts",
  equal: "Equal counts, still tied",
  equalWords: "bids {{order}}; {{way}}; because {{reason}}; witnesses {{witnesses}}",
  settledWords: "bids {{order}} in this order; {{way}}; because {{reason}}; witnesses {{witnesses}}",
  byVote: "{{ballot}} vote ({{counts}}, {{abstained}} abstained; most votes first; counted by {{counted}})",
  named: "; by name: {{names}}",
  namedFor: "bid {{position}} {{who}}",
  namedNone: "abstained {{who}}",
  votesFor: "bid {{position}}: {{votes}}",
  byLot: "{{method}} (drawn by {{drawn}})",
  heldBy: "; led by {{name}}",
  left: "; bids {{bids}} have equal counts and stay tied",
  decide: "Conclusion",
  decideWords: "{{count}} bids have no word of the panel yet",
  next: "Next bid",
  all: "All as suggested",
  fold: "Fold",
  unfold: "Unfold",
};

/** What an expert on paper says of a deviating score. */
export const resultsSaid: Texts<typeof said> = {
  title: "Word of an expert on paper on a deviation",
  hint: "The expert looks at it alone and signs a note; write it down as it stands. Nothing is said of the others.",
  choice: "The word",
  stands: "It stands",
  changes: "It changes",
  reason: "Why it stands, word for word",
  changesHow:
    "Then the scoring is opened again with the assent of the chair, and the newly signed sheet typed twice with its reason; both scores are printed.",
  save: "Record the word",
  needChoice: "choose the word",
  needReason: "write why it stands",
};
