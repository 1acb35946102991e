import { createHash } from "node:crypto";
import { userInputs } from "../components/user.ts";
import type { Group } from "../model/schema/group.ts";
import type { Person } from "../model/schema/person.ts";

/** What can be changed of people and groups: what else the directory has of them, it keeps for itself. */
const CONTENT = new Set([
  ...["displayName", "description", "name", "nickname", "title", "userType", "emails"],
  ...["phoneNumbers", "addresses", "locale", "preferredLanguage", "timezone", "profileUrl"],
]);

/** A digest of what the directory has, or shall have, of a person or a group: the same for the same texts. */
function digestOf(attributes: object): string {
  const texts = textsOf(attributes, "").sort();
  return createHash("sha256").update(JSON.stringify(texts)).digest("base64url").slice(0, 12);
}

function textsOf(value: object, path: string): string[] {
  return Object.entries(value).flatMap(([key, one]) => {
    if (path === "" && !CONTENT.has(key)) return [];
    if (typeof one === "string") return one === "" ? [] : [`${path}.${key}=${one}`];
    return typeof one === "object" && one !== null ? textsOf(one, `${path}.${key}`) : [];
  });
}

/** @param outputs of a person or a group in the state */
export function deployedContent(outputs: Readonly<Record<string, unknown>>): string {
  return digestOf(outputs);
}

export function personContent({ existing: _, aliases: __, ...person }: Person): string {
  return digestOf(userInputs({ ...person, identityStoreId: "", region: "" }));
}

export function groupContent(key: string, { displayName = key, description }: Group): string {
  return digestOf({ displayName, description });
}
