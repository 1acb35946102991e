import { isObject } from "../policies/isObject.ts";
import { administratorProblems } from "./checks/administrators.ts";
import { attributeSourceProblems } from "./checks/attributeSources.ts";
import { duplicateProblems } from "./checks/duplicates.ts";
import { managedPolicyProblems } from "./checks/managedPolicyNames.ts";
import { referenceProblems } from "./checks/references.ts";
import { tagCountProblems } from "./checks/tagCount.ts";
import { Places } from "./files/places.ts";
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
import { type SectionName, sectionsOf } from "./sections/sections.ts";

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
  const problems: Problem[] = [];
  const sections = sectionsOf(raw, { readFile, places, misplaced }, problems);
  // What can't be read at all is one problem; what is missing because of it is no second one.
  const unreadable = new Set(problems.map(({ path }) => path));
  const entries = <Value>(
    section: SectionName,
    parse: (key: string, value: unknown, path: string, problems: Problem[]) => Value | undefined,
  ) => parseEntries(sections[section], `access:${section}`, parse, problems);

  const accounts = entries("accounts", parseAccount);
  const wrongAccounts = Object.keys(sections.accounts)
    .filter((key) => !Object.hasOwn(accounts, key))
    .map((key) => pathOf("accounts", key));
  const configuration: Configuration = {
    identityCenter: parseIdentityCenter(sections.identityCenter, problems),
    accounts,
    people: entries("people", parsePerson),
    permissionSets: entries("permissionSets", (key, value, path, found) =>
      parsePermissionSet(key, value, path, { readFile, places }, found),
    ),
    groups: entries("groups", parseGroup),
    auditTrail: read(auditTrailSchema, sections.auditTrail, "access:auditTrail", problems) ?? {
      enabled: false,
    },
    limits: read(limitsSchema, sections.limits, "access:limits", problems) ?? { handOver: [] },
    unread: new Set([...sections.unread, ...wrongAccounts]),
  };
  problems.push(
    ...tagCountProblems(configuration),
    ...managedPolicyProblems(sections, region),
    ...attributeSourceProblems(sections),
    ...duplicateProblems(sections),
    ...referenceProblems(sections),
    ...administratorProblems(configuration, sections),
    ...handOverProblems(sections),
  );
  return { configuration, problems: withoutSequels(problems, unreadable) };
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
  section: Readonly<Record<string, unknown>>,
  start: string,
  parse: (key: string, value: unknown, path: string, problems: Problem[]) => Value | undefined,
  problems: Problem[],
): Record<string, Value> {
  const parsed: [string, Value][] = [];
  for (const [key, value] of Object.entries(section)) {
    const path = pathOf(start, key);
    const name = entryKeySchema.safeParse(key);
    if (!name.success) {
      const [issue] = name.error.issues;
      const why =
        issue?.code === "invalid_format" ? issue.message : "a key has 1 to 128 characters";
      problems.push(error(path, `the key ${seen(key)}: ${why}`));
    }
    const entry = parse(key, value, path, problems);
    if (entry !== undefined) parsed.push([key, entry]);
  }
  return Object.fromEntries(parsed);
}

function parsePerson(
  key: string,
  value: unknown,
  path: string,
  problems: Problem[],
): Person | undefined {
  const schema = isObject(value) && value.existing === true ? existingPersonSchema : personSchema;
  const person = read(schema, value, path, problems);
  const { userName } = personSchema.shape;
  problems.push(...keyAsNameProblems(key, value, "userName", userName, path));
  return person && normalisePerson(key, person);
}

/** Words of selectors, and what looks like an id, would mean something else than the short name does. */
function parseAccount(
  key: string,
  value: unknown,
  path: string,
  problems: Problem[],
): string | undefined {
  if (key === "all") {
    problems.push(error(path, '"all" means every account; choose another short name'));
    return undefined;
  }
  if (/^\d{12}$/.test(key)) {
    problems.push(error(path, "a short name can't be an account id; choose a word"));
    return undefined;
  }
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
    problems.push(error(path, numberForAccountId(value)));
    return undefined;
  }
  return read(accountIdSchema, value, path, problems);
}
