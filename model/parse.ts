import { isObject } from "../policies/isObject.ts";
import { administratorProblems } from "./checks/administrators.ts";
import { attributeSourceProblems } from "./checks/attributeSources.ts";
import { duplicateProblems } from "./checks/duplicates.ts";
import { managedPolicyProblems } from "./checks/managedPolicyNames.ts";
import { referenceProblems } from "./checks/references.ts";
import { tagCountProblems } from "./checks/tagCount.ts";
import { Places } from "./files/places.ts";
import { type Checked, refused } from "./problems/checked.ts";
import { read } from "./problems/issues.ts";
import { pathOf } from "./problems/path.ts";
import { error, type Problem } from "./problems/problem.ts";
import { seen } from "./problems/seen.ts";
import { accountIdSchema, numberForAccountId } from "./schema/accountId.ts";
import { auditTrailSchema } from "./schema/auditTrail.ts";
import { type Configuration, entryKeySchema } from "./schema/configuration.ts";
import type { ReadFile } from "./schema/inlinePolicy.ts";
import { keyAsNameProblems } from "./schema/keyAsName.ts";
import { handOverProblems, limitsSchema } from "./schema/limits.ts";
import { parseGroup } from "./schema/parseGroup.ts";
import { parseIdentityCenter } from "./schema/parseIdentityCenter.ts";
import { parsePermissionSet } from "./schema/parsePermissionSet.ts";
import {
  existingPersonSchema,
  normalisePerson,
  type Person,
  personSchema,
} from "./schema/person.ts";
import { type Sections, sectionsOf } from "./sections/sections.ts";

/** What reading a configuration needs beside the configuration. */
export interface ParseOptions {
  /** Reads the files that sections and inline policies name; throws when it can't. */
  readonly readFile: ReadFile;
  /** The provider's Region, which counts where the configuration names none. */
  readonly region?: string | undefined;
  /** Where things stand. Default: nowhere, only paths are known. */
  readonly places?: Places;
  /** Sections that were found where they don't count: names that may stand in them aren't judged. */
  readonly misplaced?: ReadonlySet<string>;
}

/**
 * Checks the stack configuration, whose keys are the names after `access:`, and applies its defaults.
 * Never throws: everything that is wrong comes back at once, and `configuration` holds what is usable,
 * so that accounts can be resolved and judged all the same. With an error among the problems it must
 * not be deployed.
 */
export function parseConfiguration(
  raw: Readonly<Record<string, unknown>>,
  options: ParseOptions,
): { configuration: Configuration; problems: Problem[] } {
  const { readFile, region, places = new Places(), misplaced = new Set() } = options;
  const { value: sections, problems } = sectionsOf(raw, { readFile, places, misplaced });
  const parsed = {
    accounts: parseEntries("accounts", sections, parseAccount),
    identityCenter: parseIdentityCenter(sections.identityCenter),
    people: parseEntries("people", sections, parsePerson),
    permissionSets: parseEntries("permissionSets", sections, (key, value, path) =>
      parsePermissionSet(key, value, path, { readFile, places }),
    ),
    groups: parseEntries("groups", sections, parseGroup),
    auditTrail: read(auditTrailSchema, sections.auditTrail, "access:auditTrail"),
    limits: read(limitsSchema, sections.limits, "access:limits"),
  };
  const wrongAccounts = Object.keys(sections.accounts)
    .filter((key) => !Object.hasOwn(parsed.accounts.value, key))
    .map((key) => pathOf("accounts", key));
  const configuration: Configuration = {
    identityCenter: parsed.identityCenter.value,
    accounts: parsed.accounts.value,
    people: parsed.people.value,
    permissionSets: parsed.permissionSets.value,
    groups: parsed.groups.value,
    auditTrail: parsed.auditTrail.value ?? { enabled: false },
    limits: parsed.limits.value ?? { handOver: [] },
    unread: new Set([...sections.unread, ...wrongAccounts]),
  };
  const found = [
    ...problems,
    ...Object.values(parsed).flatMap((section) => section.problems),
    ...tagCountProblems(configuration),
    ...managedPolicyProblems(sections, region),
    ...attributeSourceProblems(sections),
    ...duplicateProblems(sections),
    ...referenceProblems(sections),
    ...administratorProblems(configuration, sections),
    ...handOverProblems(sections),
  ];
  // What can't be read at all is one problem; what is missing because of it is no second one.
  return {
    configuration,
    problems: withoutSequels(found, new Set(problems.map(({ path }) => path))),
  };
}

/** The problems without a second one for a place that couldn't be read. */
function withoutSequels(problems: readonly Problem[], unreadable: ReadonlySet<string>): Problem[] {
  const told = new Set<string>();
  return problems.filter(({ path }) => {
    const isSequel = unreadable.has(path) && told.has(path);
    told.add(path);
    return !isSequel;
  });
}

function parseEntries<Value>(
  name: "accounts" | "people" | "permissionSets" | "groups",
  sections: Sections,
  parse: (key: string, value: unknown, path: string) => Checked<Value | undefined>,
): Checked<Record<string, Value>> {
  const parsed = Object.entries(sections[name]).map(([key, value]) => {
    const path = pathOf(`access:${name}`, key);
    const entry = parse(key, value, path);
    return { key, value: entry.value, problems: [...keyProblems(key, path), ...entry.problems] };
  });
  const usable = parsed.flatMap(({ key, value }): [string, Value][] =>
    value === undefined ? [] : [[key, value]],
  );
  return {
    value: Object.fromEntries(usable),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

function keyProblems(key: string, path: string): Problem[] {
  const result = entryKeySchema.safeParse(key);
  if (result.success) return [];
  const [issue] = result.error.issues;
  const why = issue?.code === "invalid_format" ? issue.message : "a key has 1 to 128 characters";
  return [error(path, `the key ${seen(key)}: ${why}`)];
}

function parsePerson(key: string, value: unknown, path: string): Checked<Person | undefined> {
  const isExisting = isObject(value) && value.existing === true;
  const { value: person, problems } = read(
    isExisting ? existingPersonSchema : personSchema,
    value,
    path,
  );
  return {
    value: person && normalisePerson(key, person),
    problems: [
      ...problems,
      ...keyAsNameProblems(key, value, "userName", personSchema.shape.userName, path),
    ],
  };
}

/** Words of selectors, and what looks like an id, would mean something else than the short name does. */
function parseAccount(key: string, value: unknown, path: string): Checked<string | undefined> {
  if (key === "all") {
    return refused(error(path, '"all" means every account; choose another short name'));
  }
  if (/^\d{12}$/.test(key)) {
    return refused(error(path, "a short name can't be an account id; choose a word"));
  }
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
    return refused(error(path, numberForAccountId(value)));
  }
  return read(accountIdSchema, value, path);
}
