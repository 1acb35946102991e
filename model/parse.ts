import { administratorProblems } from "./checks/administrators.ts";
import { analyzerRegionProblems } from "./checks/analyzerRegions.ts";
import { attributeSourceProblems } from "./checks/attributeSources.ts";
import { duplicateProblems } from "./checks/duplicates.ts";
import { handOverProblems } from "./checks/handedOver.ts";
import { knownRegionProblems } from "./checks/knownRegions.ts";
import { managedPolicyProblems } from "./checks/managedPolicyNames.ts";
import { ownLogGroupProblems } from "./checks/ownLogGroup.ts";
import { referenceProblems } from "./checks/references.ts";
import { replicationProblems } from "./checks/replication.ts";
import { tagCountProblems } from "./checks/tagCount.ts";
import { wideRoleProblems } from "./checks/wideRoles.ts";
import { withoutEffectProblems } from "./checks/withoutEffect.ts";
import { zeroFirstProblems } from "./checks/zeroFirst.ts";
import { delegationProblems } from "./delegation/delegationProblems.ts";
import { type OtherStack, readOtherStack } from "./delegation/otherStack.ts";
import { Places } from "./files/places.ts";
import type { ReadFile } from "./files/readFile.ts";
import { read } from "./problems/issues.ts";
import { pathOf } from "./problems/path.ts";
import { isError, type Problem } from "./problems/problem.ts";
import { parseAccount } from "./schema/accountId.ts";
import { alarmsSchema } from "./schema/alarms.ts";
import { auditTrailSchema } from "./schema/auditTrail.ts";
import type { Configuration } from "./schema/configuration.ts";
import { delegatedAdministrationSchema } from "./schema/delegatedAdministration.ts";
import { detectionSchema } from "./schema/detection.ts";
import { doctorSchema } from "./schema/doctor.ts";
import { parseEntries } from "./schema/entries.ts";
import { parseGroup } from "./schema/group.ts";
import { parseIdentityCenter } from "./schema/identityCenter.ts";
import { limitsSchema } from "./schema/limits.ts";
import { parsePermissionSet } from "./schema/permissionSet.ts";
import { parsePerson } from "./schema/person.ts";
import { rootGuardrailsSchema } from "./schema/rootGuardrails.ts";
import { OFF } from "./sections/emptySection.ts";
import { sectionsOf } from "./sections/sections.ts";

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
  /** Whether the other stack that it names is left alone. Default: it is read and compared. */
  readonly isAlone?: boolean;
}

/** A configuration, and what is wrong with it. */
export interface ParsedConfiguration {
  readonly configuration: Configuration;
  readonly problems: Problem[];
  /** The other stack of delegated administration, where it is named and can be read. */
  readonly other?: OtherStack;
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
): ParsedConfiguration {
  const { readFile, region, places = new Places(), misplaced = new Set() } = options;
  const { value: sections, problems } = sectionsOf(raw, { readFile, places, misplaced });
  const parsed = {
    accounts: parseEntries("access:accounts", sections.accounts, parseAccount),
    identityCenter: parseIdentityCenter(sections.identityCenter),
    people: parseEntries("access:people", sections.people, parsePerson),
    permissionSets: parseEntries(
      "access:permissionSets",
      sections.permissionSets,
      (key, value, path) => parsePermissionSet(key, value, path, { readFile, places }),
    ),
    groups: parseEntries("access:groups", sections.groups, parseGroup),
    auditTrail: read(auditTrailSchema, sections.auditTrail, "access:auditTrail"),
    ...(sections.delegatedAdministration && {
      delegatedAdministration: readDelegation(sections.delegatedAdministration),
    }),
    alarms: read(alarmsSchema, sections.alarms, "access:alarms"),
    detection: read(detectionSchema, sections.detection, "access:detection"),
    rootGuardrails: read(rootGuardrailsSchema, sections.rootGuardrails, "access:rootGuardrails"),
    limits: read(limitsSchema, sections.limits, "access:limits"),
    doctor: read(doctorSchema, sections.doctor, "access:doctor"),
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
    auditTrail: parsed.auditTrail.value ?? OFF,
    ...(parsed.delegatedAdministration?.value && {
      delegatedAdministration: parsed.delegatedAdministration.value,
    }),
    alarms: parsed.alarms.value ?? alarmsSchema.parse(OFF),
    detection: parsed.detection.value ?? detectionSchema.parse(OFF),
    rootGuardrails: parsed.rootGuardrails.value ?? rootGuardrailsSchema.parse(OFF),
    limits: parsed.limits.value ?? { handOver: [] },
    doctor: parsed.doctor.value ?? { exemptions: [] },
    unread: new Set([...sections.unread, ...wrongAccounts]),
  };
  const other = readOtherStack(
    options.isAlone ? undefined : configuration.delegatedAdministration,
    readFile,
    (theirs, where) => parseConfiguration(theirs, { readFile, isAlone: true, ...where }),
  );
  const found = [
    ...problems,
    ...Object.values(parsed).flatMap((section) => section.problems),
    ...replicationProblems(
      configuration.identityCenter,
      configuration.identityCenter.region ?? region,
    ),
    ...analyzerRegionProblems(
      configuration.detection,
      configuration.identityCenter.region ?? region,
    ),
    ...knownRegionProblems(configuration),
    ...tagCountProblems(configuration),
    ...withoutEffectProblems(
      configuration,
      sections,
      (name) => !sections.unread.has(name) && !parsed[name]?.problems.some(isError),
    ),
    ...wideRoleProblems(configuration.rootGuardrails),
    ...ownLogGroupProblems(configuration),
    ...managedPolicyProblems(sections, region),
    ...attributeSourceProblems(sections),
    ...duplicateProblems(sections),
    ...referenceProblems(sections),
    ...administratorProblems(configuration, sections),
    ...handOverProblems(sections),
    ...other.problems,
    ...delegationProblems(configuration, other.value),
  ];
  found.push(...zeroFirstProblems(places, found));
  // What can't be read at all is one problem; what is missing because of it is no second one.
  return {
    configuration,
    ...(other.value && { other: other.value }),
    problems: withoutSequels(found, new Set(problems.map(({ path }) => path))),
  };
}

function readDelegation(section: Readonly<Record<string, unknown>>) {
  return read(delegatedAdministrationSchema, section, "access:delegatedAdministration");
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
