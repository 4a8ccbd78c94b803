import type { Texts } from "../texts";
import type { method as zh } from "../zh/method";

export const method: Texts<typeof zh> = {
  work: "the method that was refused",
  rule: { trimmed: "Mean without highest and lowest", mean: "Mean", median: "Median" },
  ruleMeans: {
    trimmed:
      "With {{from}} valid scores or more of a criterion, one highest and one lowest are left out; with fewer, the mean.",
    mean: "The mean of all valid scores.",
    median: "The middle one of the valid scores; of an even number the mean of the middle two.",
  },
  basis: "Ranked by",
  by: {
    points: "Points",
    weighted: "Points, kinds of experts by weight",
    standardised: "Standardised totals",
    votes: "Votes in favour",
  },
  byMeans: {
    points: "Points of the sheet, every valid score alike.",
    weighted:
      "Each kind of expert has its own mean; they are put together by weight. A kind without a valid score does not count.",
    standardised:
      "Each expert's totals measured by the own mean and spread (50 + 10 × difference ÷ deviation, ten decimals), so that strict and mild experts weigh alike.",
    votes:
      "The share of those present who lean to agree, at once or after revision; two thirds pass. Equal shares go by points.",
  },
  weightsHint: "They need not add up to 100: the proportions count.",
  weightsNobody: "Choose experts first, then their weights.",
  stages: "Two stages",
  first: "There was a first stage (such as reviews by mail)",
  firstMeans: "Its figures and the meeting's are put together by share; experts never see the first ones.",
  share: "Share of the first stage",
  source: "Name of the first stage",
  sourceHint: "such as: reviews by mail",
  from: "Figures from",
  typed: "typed by hand",
  totals: "Figures of the first stage",
  totalOf: "First stage of {{item}}",
  noTotal: "none",
  firstNoItems: "Choose what is judged first, then its figures.",
  firstShort: "first stage ({{source}}) {{share}}%",
  firstShare: "first stage {{share}}%",
  unsaved: "The method is not saved yet",
  score: { points: "Score", weighted: "Score", standardised: "Standardised", votes: "In favour %" },
  ranked: "Ranked by: ",
  weightedParts: "{{criterion}} by kinds: ",
  part: "{{kind}} {{weight}}% × {{mean}} ({{n}})",
  partNone: "{{kind}}: no valid score, not counted",
  votes: "Leaning to: agree {{agree}}, after revision {{revise}}, no {{reject}}, silent {{silent}}",
  twoThirds: "two thirds of those present or more",
  underTwoThirds: "under two thirds of those present",
  grades: "Own totals by grade: first {{first}}, fundable {{second}}, not funded {{third}}",
  standardised: "Standardised",
  offMiddle: "off the middle, not counted",
  medianSays: "The middle one or two count; what is struck does not",
};
