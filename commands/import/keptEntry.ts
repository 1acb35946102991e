import { isDeepStrictEqual } from "node:util";
import { policyText } from "../../model/access/policyText.ts";
import { Places } from "../../model/files/places.ts";
import { parseGroup } from "../../model/schema/group.ts";
import { parsePermissionSet } from "../../model/schema/permissionSet.ts";
import { parsePerson } from "../../model/schema/person.ts";
import { durationSeconds } from "../../model/schema/sessionDuration.ts";
import { isObject } from "../../policies/isObject.ts";
import { keptPolicy } from "./keptPolicy.ts";
import { isEncrypted, type StackBefore } from "./stackBefore.ts";

type Section = "people" | "permissionSets" | "groups";
type Attributes = Readonly<Record<string, unknown>>;

/** Lists whose order says nothing. */
const UNORDERED = ["members", "managedPolicies", "customerManagedPolicies"];

/**
 * An entry as somebody wrote it, where it means what AWS has; otherwise what AWS has, with what AWS doesn't tell: aliases,
 * and encrypted values, which can't be compared.
 *
 * @param usual tags that each permission set has
 */
export function keptEntry<Entry extends object>(
  section: Section,
  key: string,
  entry: Entry,
  { sections, readFile }: StackBefore,
  usual: Readonly<Record<string, string>>,
): Entry {
  const before = Object.hasOwn(sections[section], key) ? sections[section][key] : undefined;
  if (!isObject(before)) return entry;
  // Lines are compared by what they mean, elsewhere.
  const { access, ...rest } = entry as Readonly<Record<string, unknown>>;
  const { access: formerAccess, ...former } = before;
  const meaning = (given: unknown) => meaningOf(section, key, given, readFile, usual);
  const [was, is] = [meaning(decrypted(former, rest)), meaning(rest)];
  if (was !== undefined && isDeepStrictEqual(was, is)) {
    if (isDeepStrictEqual(formerAccess ?? [], access ?? [])) return before as Entry;
    return { ...former, ...(access === undefined ? {} : { access }) } as Entry;
  }
  const { aliases } = former;
  const isMade = rest.existing !== true;
  return {
    ...keptAttributes(former, encryptedAgain(former, rest), was, is),
    ...(aliases !== undefined && isMade ? { aliases } : {}),
    ...(access === undefined ? {} : { access }),
  } as Entry;
}

/** What AWS has, with attributes that mean the same as somebody wrote them. */
function keptAttributes(
  former: Attributes,
  now: unknown,
  was: Attributes = {},
  is: Attributes = {},
) {
  const kept = Object.entries(former).filter(
    ([name]) => Object.hasOwn(was, name) && isDeepStrictEqual(was[name], is[name]),
  );
  const all = { ...(now as Attributes), ...Object.fromEntries(kept) };
  const { inlinePolicy } = all;
  const isOther = inlinePolicy !== undefined && inlinePolicy !== former.inlinePolicy;
  return isOther ? { ...all, inlinePolicy: keptPolicy(former.inlinePolicy, inlinePolicy) } : all;
}

/** What an entry means, aliases aside; undefined where it means nothing. */
function meaningOf(
  section: Section,
  key: string,
  given: unknown,
  readFile: StackBefore["readFile"],
  usual: Readonly<Record<string, string>>,
): Attributes | undefined {
  const parsed =
    section === "people"
      ? parsePerson(key, given, "")
      : section === "groups"
        ? parseGroup(key, given, "")
        : parsePermissionSet(key, given, "", { readFile, places: new Places() });
  const { value, problems } = parsed;
  if (value === undefined || problems.some(({ severity }) => severity === "error")) {
    return undefined;
  }
  const { aliases: _, ...meaning } = value;
  return Object.fromEntries(
    Object.entries(meaning).map(([name, one]) => {
      if (UNORDERED.includes(name) && Array.isArray(one)) return [name, sorted(one)];
      if (name === "tags") return [name, { ...usual, ...(one as object) }];
      if (name === "sessionDuration" && typeof one === "string") {
        return [name, durationSeconds(one) ?? one];
      }
      if (name === "inlinePolicy" && typeof one === "string") return [name, policyText(one)];
      return [name, one];
    }),
  );
}

function sorted(list: readonly unknown[]): string[] {
  return list.map((one) => JSON.stringify(one)).sort();
}

/** A value with what AWS has in place of what is encrypted. */
export function decrypted(before: unknown, now: unknown): unknown {
  if (isEncrypted(before)) return now;
  if (Array.isArray(before)) {
    return before.map((one, index) => decrypted(one, Array.isArray(now) ? now[index] : undefined));
  }
  if (!isObject(before)) return before;
  return Object.fromEntries(
    Object.entries(before).flatMap(([key, one]) => {
      const value = decrypted(one, isObject(now) ? now[key] : undefined);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** What AWS has, with what was encrypted before as it was. */
function encryptedAgain(before: unknown, now: unknown): unknown {
  if (isEncrypted(before)) return before;
  if (Array.isArray(now) && Array.isArray(before)) {
    return now.length === before.length
      ? now.map((one, index) => encryptedAgain(before[index], one))
      : now;
  }
  if (!isObject(now) || !isObject(before)) return now;
  return Object.fromEntries(
    Object.entries(now).map(([key, one]) => [
      key,
      Object.hasOwn(before, key) ? encryptedAgain(before[key], one) : one,
    ]),
  );
}
