import { endOfText } from "./jsonText.ts";

export interface RepeatedKey {
  readonly key: string;
  /** The object that has it, such as `Statement[2].Condition`; empty for the whole. */
  readonly place: string;
}

/** An object or a list that hasn't ended yet. */
interface Open {
  readonly keys: Set<string> | undefined;
  /** The key or index that is being read. */
  at: string | number;
}

/**
 * The keys that an object of a JSON text has more than once, which `JSON.parse` hides: it keeps the last.
 * "Individual elements must not contain multiple instances of the same key" ("Grammar of the IAM JSON
 * policy language").
 */
export function repeatedKeys(json: string): readonly RepeatedKey[] {
  const repeated: RepeatedKey[] = [];
  const open: Open[] = [];
  let text: readonly [start: number, end: number] | undefined;
  for (let at = 0; at < json.length; at++) {
    const token = json[at];
    const inner = open.at(-1);
    if (token === '"') {
      const end = endOfText(json, at);
      // No text in a list is a key.
      text = inner?.keys && [at + 1, end];
      at = end;
    } else if (token === "{") {
      open.push({ keys: new Set(), at: "" });
    } else if (token === "[") {
      open.push({ keys: undefined, at: 0 });
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === "," && typeof inner?.at === "number") {
      inner.at++;
    } else if (token === ":" && inner?.keys && text) {
      const key = json.slice(...text);
      if (inner.keys.has(key)) repeated.push({ key, place: placeOf(open.slice(0, -1)) });
      inner.keys.add(key);
      inner.at = key;
    }
  }
  return repeated;
}

function placeOf(open: readonly Open[]): string {
  return open
    .map(({ at }) => (typeof at === "number" ? `[${at}]` : `.${at}`))
    .join("")
    .replace(/^\./, "");
}
