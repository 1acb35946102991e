import type { Value } from "../../../value.ts";
import { someText } from "./holdsText.ts";

/** "IAM identifiers": ids that start with AKIA are of keys that never end. */
const KEY_ID = /(?<![A-Za-z0-9])AKIA[A-Z0-9]{16}(?![A-Za-z0-9])/g;

/** Ids of access keys within a value, also in base64. */
export function keyIds(value: Value | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  someText(value, (text) => {
    for (const [id] of text.matchAll(KEY_ID)) found.add(id);
    return false;
  });
  return found;
}
