import * as pulumi from "@pulumi/pulumi";
import type { Deployed } from "../model/transition/deployed.ts";
import { isSecret } from "./secrets.ts";

const NAMESPACE = "access:";

/** What is shorter is part of many words, and guessed as soon as one knows that it is there. */
const SHORTEST = 3;

/**
 * Texts of the configuration that were set with `--secret`, as they are and as they are deployed, for
 * messages to leave out. Keys aren't among them: they name resources, in every URN.
 */
export function secretTexts(deployed: Deployed): ReadonlySet<string> {
  const texts = new Set<string>();
  const keys = new Set<string>();
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    if (!key.startsWith(NAMESPACE)) continue;
    collectKeys(parsed(value), keys);
    if (isSecret(key)) collectTexts(parsed(value), texts);
  }
  if (isSecret("access:people")) {
    for (const { name, email, givenName, familyName } of deployed.people.values()) {
      for (const text of [name, email, givenName, familyName]) if (text) texts.add(text);
    }
  }
  for (const section of ["groups", "permissionSets"] as const) {
    if (!isSecret(NAMESPACE + section)) continue;
    for (const { name } of deployed[section].values()) texts.add(name);
  }
  return new Set([...texts].filter((text) => text.length >= SHORTEST && !keys.has(text)));
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
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
