import { type Properties, UNKNOWN, type Value } from "../../../value.ts";

/** Longest text that is tried as base64: what user data or an entry of a Kubernetes Secret may hold. */
const MAX_BASE64 = 64_000;

/** Characters of which a text is found within others by chance hardly ever. */
const MIN_LENGTH = 8;

/** Whether a value, or anything inside it, is or contains a text; also as base64. A short one only as a whole. */
export function holdsText(value: Value | Properties | undefined, text: string): boolean {
  return someText(value, (one) => (text.length < MIN_LENGTH ? one === text : one.includes(text)));
}

/** Whether a condition holds for some text within a value, as it is or with base64 undone. */
export function someText(
  value: Value | Properties | undefined,
  condition: (text: string) => boolean,
): boolean {
  if (typeof value === "string") {
    if (condition(value)) return true;
    const decoded = decode(value);
    return decoded !== undefined && condition(decoded);
  }
  if (value === undefined || value === UNKNOWN || typeof value !== "object" || value === null) {
    return false;
  }
  return Object.values(value).some((one) => someText(one, condition));
}

function decode(text: string): string | undefined {
  if (text.length < MIN_LENGTH || text.length > MAX_BASE64) return undefined;
  const isBase64 = /^[A-Za-z0-9+/\s]+={0,2}$/.test(text.trim());
  return isBase64 ? Buffer.from(text, "base64").toString("latin1") : undefined;
}
