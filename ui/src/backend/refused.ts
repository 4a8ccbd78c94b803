import type * as T from "./types";

/** A refusal with its words: at least one finding. */
export class Refused extends Error {
  readonly problems: T.Problem[];

  constructor(problems: T.Problem[]) {
    super(problems.map((p) => p.code).join(" "));
    this.name = "Refused";
    this.problems = problems;
  }
}

/** The words of whatever went wrong: those of a refusal, or the bare message of a fault. */
export function problemsOf(error: unknown): T.Problem[] {
  if (error instanceof Refused && error.problems.length > 0) {
    return error.problems;
  }
  const text = error instanceof Error ? error.message : String(error);
  return [
    {
      code: "internal",
      severity: "error",
      place: null,
      params: [],
      zh: `程序内部出错：${text}`,
      en: `A fault of the program: ${text}`,
      remedy_zh: "请记下这段文字并联系维护人员；已经保存的数据不受影响。",
      remedy_en: "Write this down and ask for help; what was saved is safe.",
    },
  ];
}

/** The first of them. */
export function problemOf(error: unknown): T.Problem {
  return problemsOf(error)[0] as T.Problem;
}
