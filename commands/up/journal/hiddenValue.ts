/** What marks a secret, an unknown value and one that the engine leaves out of its events (resource/properties.go, engine/events.go). */
const MARKS = [
  "[secret]",
  "<contents elided>",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // unknown
];
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a property of an event isn't what the engine has: its events hold no secrets. */
export function isHidden(value: unknown): boolean {
  if (typeof value === "string") return MARKS.some((mark) => value.includes(mark));
  if (typeof value !== "object" || value === null) return false;
  if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) return true;
  return Object.values(value).some(isHidden);
}
