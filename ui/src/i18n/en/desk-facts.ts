import type { Texts } from "../texts";
import type { deskFacts as zh } from "../zh/desk-facts";

export const deskFacts: Texts<typeof zh> = {
  field: "Field",
  sponsor: "Sponsor",
  solver: "Solver",
  participants: "With",
  chief: "Chief engineer",
  asked: "Asked",
  rd: "R&D",
  askedLong: "Fiscal funds asked",
  rdLong: "R&D total",
};

/** Kinds of experts. */
export const deskCategory = {
  technical: "Technical expert",
  management: "Management expert",
  finance: "Finance expert",
  legal: "Legal expert",
} as const;
