import { stepsOf } from "../model/problems/path.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import { record } from "./stateValues.ts";

/** What is shorter is part of many words, and guessed as soon as one knows that it is there. */
const SHORTEST = 3;

/** What a message says of its own, and nobody guesses anything by. */
const WORDS: ReadonlySet<string> = new Set(["true", "false", "null"]);

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
  return new Set([...texts].filter((text) => isTelling(text) && !keys.has(text)));
}

/**
 * What stands at this path of a section that is a secret, where it is too short or too common to be hidden everywhere. In
 * a message about it, it is hidden where that says what was seen.
 */
export function shortSecretAt(
  path: string,
  sections: Readonly<Record<string, unknown>>,
  isSecret: (section: string) => boolean,
): string | undefined {
  const [first = "", ...keys] = stepsOf(path);
  const section = String(first).replace(/^access:/, "");
  if (!isSecret(section)) return undefined;
  const value = keys.reduce<unknown>((one, key) => record(one)[key], sections[section]);
  if (!["string", "number", "boolean"].includes(typeof value)) return undefined;
  return isTelling(String(value)) ? undefined : String(value);
}

function isTelling(text: string): boolean {
  return text.length >= SHORTEST && !WORDS.has(text);
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
