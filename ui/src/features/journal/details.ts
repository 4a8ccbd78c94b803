/** A figure of an entry: the names that lead to it, and what it says. */
export interface Detail {
  path: string[];
  value: string | boolean | null | string[];
}

/** The figures of an entry as a flat list; text that is no JSON is one figure without a name. */
export function detailsOf(json: string): Detail[] {
  try {
    return flat(JSON.parse(json) as unknown, []);
  } catch {
    return json.trim() === "" ? [] : [{ path: [], value: json }];
  }
}

function flat(value: unknown, path: string[]): Detail[] {
  if (value === null || value === undefined) {
    return path.length === 0 ? [] : [{ path, value: null }];
  }
  if (typeof value === "boolean" || typeof value === "string") {
    return [{ path, value }];
  }
  if (Array.isArray(value)) {
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
