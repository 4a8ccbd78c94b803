import type { DrawPerson, DrawView, SetupView } from "../../../backend";
import { members, setupFixture } from "../fixture";

/** A draw for tests: four eligible experts, one left out. */

export function person(no: string, name: string): DrawPerson {
  return { no, name, category: "technical", specialty: "机械工程", unit: `${name}所在研究院` };
}

const groups = Array.from({ length: 16 }, (_, at) => `ab${at.toString(16)}0`).join(" ");

export const eligible = ["白示例", "顾示例", "钟示例", "骆示例"].map((name, at) =>
  person(`R${at + 1}`, name),
);

export function prepared(part: Partial<DrawView> = {}): DrawView {
  return {
    number: 1,
    reason: null,
    at: "2026-01-19 09:00",
    by: "钱示例",
    pool: {
      quotas: [[{ category: "technical", specialty: "", count: 1, alternates: 1 }, 4]],
      eligible,
      left_out: [
        {
          person: person("R9", "邹示例"),
          bars: [
            { why: "load", sessions: 3, most: 3 },
            { why: "conflict", items: [["F-01", "单位相同"]] },
          ],
        },
      ],
      problems: [],
    },
    digest: groups,
    commitment: groups,
    outcome: null,
    set_aside: null,
    called: [],
    differs: [],
    ...part,
  };
}

export function drawn(part: Partial<DrawView> = {}): DrawView {
  const places = ["member", "alternate", "none", "none"] as const;
  return prepared({
    outcome: {
      at: "2026-01-19 09:10",
      by: "钱示例",
      seed: "07".repeat(32),
      words: "831702",
      said_by: "孙示例",
      witnesses: null,
      ranks: eligible.map((one, at) => ({
        person: one,
        key: `${at}`.repeat(64),
        place: places[at] ?? "none",
      })),
    },
    ...part,
  });
}

/** A set-up with these draws, its first member drawn. */
export function withDraws(draws: DrawView[]): SetupView {
  const [first, ...rest] = members;
  const panel =
    first === undefined ? [] : [{ ...first, random: true, draw: 1, alternate: "顾示例" }, ...rest];
  return { ...setupFixture(), panel, draws };
}
