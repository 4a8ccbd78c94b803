/** A figure of an entry: the names that lead to it, and what it says. */
export interface Detail {
  path: string[];
  value: string | boolean | null | string[];
}

/** What a refused pack says of its sender is unproved. */
const CLAIMED: Readonly<Record<string, string>> = {
  expert_no: "claimed_expert",
  sequence: "claimed_sequence",
};

/**
 * The figures of an entry as a flat list; text that is no JSON is one figure without a name. `action`: a refused pack only
 * claims to be somebody's.
 */
export function detailsOf(json: string, action = ""): Detail[] {
  try {
    const of = flat(JSON.parse(json) as unknown, []);
    return action === "pack.refuse"
      ? of.map(({ path, value }) => ({
          path: path.map((name, at) => (at === 0 ? (CLAIMED[name] ?? name) : name)),
          value,
        }))
      : of;
  } catch {
    return json.trim() === "" ? [] : [{ path: [], value: json }];
  }
}

/** Whether `file` is said by its name; imports say it by its digest. */
function isFileName(name: string, value: unknown): boolean {
  return name === "file" && typeof value === "string" && !/^[0-9a-f]{64}$/.test(value);
}

/** A name and what it says. */
function pair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "string");
}

function flat(value: unknown, path: string[]): Detail[] {
  if (value === null || value === undefined) {
    return path.length === 0 ? [] : [{ path, value: null }];
  }
  if (typeof value === "boolean" || typeof value === "string") {
    return [{ path: path.map((name) => (isFileName(name, value) ? "file_name" : name)), value }];
  }
  if (Array.isArray(value)) {
    if (path.at(-1) === "params" && value.every(pair)) {
      // What fills the words of a finding: each by its name.
      return value.map(([name, said]) => ({ path: [...path.slice(0, -1), name], value: said }));
    }
    const simple = value.every((one) => typeof one !== "object" || one === null);
    return simple
      ? [{ path, value: value.map(String) }]
      : value.flatMap((one: unknown, index) => flat(one, [...path, String(index + 1)]));
  }
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([name, inner]) => flat(inner, [...path, name]));
  }
  return [{ path, value: String(value) }];
}

/** A hex hash in groups of four, as it is read out. Groups that are there already stay. */
export function inGroups(hex: string): string {
  return (
    hex
      .replace(/\s+/g, "")
      .match(/.{1,4}/g)
      ?.join(" ") ?? ""
  );
}
