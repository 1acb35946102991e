import type { Deployed } from "../model/transition/deployed.ts";

/** What is shorter is part of many words, and guessed as soon as one knows that it is there. */
const SHORTEST = 3;

/**
 * Texts of sections that are secrets, as they are and as they are deployed, for messages to leave out. Keys aren't
 * among them: they name resources, in every URN.
 *
 * @param sections of the configuration, as they were given
 */
export function secretTexts(
  sections: Readonly<Record<string, unknown>>,
  isSecret: (section: string) => boolean,
  deployed: Deployed,
): ReadonlySet<string> {
  const texts = new Set<string>();
  const keys = new Set<string>();
  for (const [section, value] of Object.entries(sections)) {
    collectKeys(value, keys);
    if (isSecret(section)) collectTexts(value, texts);
  }
  if (isSecret("people")) {
    for (const { name, email, givenName, familyName } of deployed.people.values()) {
      for (const text of [name, email, givenName, familyName]) if (text) texts.add(text);
    }
  }
  for (const section of ["groups", "permissionSets"] as const) {
    if (!isSecret(section)) continue;
    for (const { name } of deployed[section].values()) texts.add(name);
  }
  return new Set([...texts].filter((text) => text.length >= SHORTEST && !keys.has(text)));
}

function collectTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === "string" || typeof value === "number") texts.add(String(value));
  else if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) collectTexts(one, texts);
  }
}

function collectKeys(value: unknown, keys: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) for (const key of Object.keys(value)) keys.add(key);
  for (const one of Object.values(value)) collectKeys(one, keys);
}
