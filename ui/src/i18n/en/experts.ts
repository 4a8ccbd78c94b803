import type { Texts } from "../texts";
import type { experts as zh } from "../zh/experts";

export const experts: Texts<typeof zh> = {
  title: "Experts",
  what: "the register",
  facts: "{{count}} experts",
  factsFound: "{{count}} experts, {{found}} found",
  import: "Import experts",
  search: "Find an expert",
  searchHint: "name, unit, speciality, category or number",
  emptyTitle: "The register is empty",
  emptyHint:
    "Experts come from a list (.xlsx or .csv), read in one go: number, name, category, unit, and where given title, speciality, phone. Recusals are proposed by unit names.",
  noneTitle: "There is no such expert",
  noneHint: "No expert holds “{{text}}”. Try another word, or clear the search.",
  clear: "Clear the search",
  list: "Experts",
  no: "Number",
  name: "Name",
  category: "Category",
  unit: "Unit",
  position: "Title",
  specialty: "Speciality",
  phone: "Phone",
  blank: "not given",
  kind: { technical: "Technical", management: "Management", finance: "Finance", legal: "Legal" },
  count: "{{kind}} {{count}}",
  detail: "The expert",
  identity: "Identity and bank numbers are not shown on the screen.",
  more: "Show {{count}} more",
  shown: "The first {{shown}} of {{count}}",
  keys: { search: "find", import: "import experts" },
};
