import { createHash } from "node:crypto";
import { userInputs } from "../components/user.ts";
import type { Group } from "../model/schema/group.ts";
import type { Person } from "../model/schema/person.ts";

/** What the directory has of people and groups: what it keeps for itself, and what never changes, is no content. */
const NO_CONTENT = new Set([
  "id",
  "identityStoreId",
  "region",
  "userId",
  "groupId",
  "userName",
  "externalIds",
]);

/** A digest of what the directory has, or shall have, of a person or a group: the same for the same texts. */
function digestOf(attributes: object): string {
  const texts = textsOf(attributes, "").sort();
  return createHash("sha256").update(JSON.stringify(texts)).digest("base64url").slice(0, 12);
}

function textsOf(value: object, path: string): string[] {
  return Object.entries(value).flatMap(([key, one]) => {
    if (path === "" && NO_CONTENT.has(key)) return [];
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
