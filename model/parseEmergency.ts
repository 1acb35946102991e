import { isObject } from "../policies/isObject.ts";
import { ENTRY_ROLE } from "./access/emergencyPath.ts";
import { futureProblems } from "./checks/future.ts";
import { eachUnknown, providerRegionProblems } from "./checks/knownRegions.ts";
import { emergencyPolicyProblems } from "./checks/managedPolicyNames.ts";
import { emergencyWithoutEffectProblems } from "./checks/withoutEffect.ts";
import { agrees } from "./files/agreement.ts";
import { Places } from "./files/places.ts";
import type { ProjectConfiguration } from "./files/projectConfiguration.ts";
import { type ReadFile, unreadable } from "./files/readFile.ts";
import type { YamlSource } from "./files/yamlSource.ts";
import { type Checked, refused, sound } from "./problems/checked.ts";
import { didYouMean } from "./problems/didYouMean.ts";
import { read } from "./problems/issues.ts";
import { pathOf } from "./problems/path.ts";
import { error, type Problem } from "./problems/problem.ts";
import { parseAccount } from "./schema/accountId.ts";
import { policyProblems } from "./schema/attachedPolicies.ts";
import { type Emergency, emergencySchema, emergencySections } from "./schema/emergency.ts";
import { parseEntries } from "./schema/entries.ts";
import { type PolicyContext, readInlinePolicy } from "./schema/inlinePolicy.ts";
import { samlMetadataProblems } from "./schema/samlMetadata.ts";
import { emptySection } from "./sections/emptySection.ts";
import { foreignKeyProblems, foreignTopLevelProblems } from "./sections/foreignKeys.ts";
import { plainValue } from "./sections/plainValues.ts";

const SECTION = "access:emergency";
const prefix = "access:";

/** A stack of emergency/, as far as it can be read. */
export interface ParsedEmergency {
  /** Undefined where it can't be used. */
  readonly emergency?: Emergency;
  /** Ids by short name. */
  readonly accounts: Readonly<Record<string, string>>;
  /** The identity provider's metadata document. */
  readonly metadata?: string;
  /** Policy documents as JSON text, by role. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  /** Each with its place, as far as it is known. */
  readonly problems: readonly Problem[];
  readonly places: Places;
}

interface Options {
  readonly readFile: ReadFile;
  readonly project: string;
  /** The stack file, where there is one. */
  readonly file?: YamlSource | undefined;
  /** What all stacks have. */
  readonly inProject?: ProjectConfiguration | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Checks the configuration of a stack of emergency/, by full key. Never throws: everything that is wrong comes at once. */
export function parseEmergency(
  config: Readonly<Record<string, unknown>>,
  { readFile, project, file, inProject, today }: Options,
): ParsedEmergency {
  const inFile = isObject(file?.value) && isObject(file.value.config) ? file.value.config : {};
  const places = new Places(
    file,
    (key) => agrees(inFile[key], config[key]),
    (key) => (agrees(inProject?.values[key], config[key]) ? inProject?.standing(key) : undefined),
  );
  // A day without quotes comes as a time.
  const { value: given, problems: unplain } = plainValue(config[SECTION], SECTION);
  const emergency: Checked<Emergency | undefined> =
    given === undefined || given === null
      ? refused(
          error(
            SECTION,
            "is missing; write who comes in (saml, users), and roles: docs/emergency.md",
          ),
        )
      : read(emergencySchema, given, SECTION);
  const accounts = shortNames(config["access:accounts"]);
  const context = { readFile, places };
  const metadata = samlMetadata(emergency.value, context, today);
  const policies = rolePolicies(emergency.value, context);
  const problems = [
    ...strayProblems(config, project, inFile, file),
    ...unplain,
    ...emergency.problems,
    ...eachUnknown(`${SECTION}.saml.regions`, emergency.value?.saml?.regions ?? []),
    ...(emergency.value ? emergencyWithoutEffectProblems(emergency.value) : []),
    ...(emergency.value ? noWayProblems(emergency.value) : []),
    ...(emergency.value ? nameProblems(emergency.value) : []),
    ...accounts.problems,
    ...metadata.problems,
    ...policies.problems,
    ...emergencyPolicyProblems(
      isObject(given) ? given.roles : undefined,
      pathOf(SECTION, "roles"),
      text(config["aws:region"]),
    ),
    ...drillProblems(emergency.value, today),
  ];
  return {
    ...(emergency.value && { emergency: emergency.value }),
    ...(metadata.value !== undefined && { metadata: metadata.value }),
    accounts: accounts.value,
    inlinePolicies: policies.value,
    problems: places.on(problems),
    places,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What leaves nobody a way in. */
function noWayProblems({ saml, users, roles }: Emergency): Problem[] {
  const found: Problem[] = [];
  if (!saml && users.length === 0) {
    found.push(error(SECTION, "nobody could come in: give saml, users, or both"));
  }
  if (Object.keys(roles).length === 0) {
    const why =
      "is empty, and people would come in and get no further; give a role, such as read-only: { accounts: [all], managedPolicies: [ReadOnlyAccess] }";
    found.push(error(pathOf(SECTION, "roles"), why));
  }
  return found;
}

/** Names that IAM can't give: it doesn't tell them apart by upper and lower case (IAM User Guide, "IAM name requirements"). */
function nameProblems({ users, roles }: Emergency): Problem[] {
  const called = [
    ...users.map((name, index) => ["user", name, pathOf(SECTION, "users", index)] as const),
    ...Object.keys(roles).map((name) => ["role", name, pathOf(SECTION, "roles", name)] as const),
  ];
  const taken = Object.keys(roles)
    .filter((name) => name.toLowerCase() === ENTRY_ROLE)
    .map((name) => {
      const why = `${ENTRY_ROLE} is the role by which people come in from the identity provider; choose another name`;
      return error(pathOf(SECTION, "roles", name), why);
    });
  const first = new Map<string, string>();
  const alike = called.flatMap(([kind, name, path]) => {
    const key = `${kind} ${name.toLowerCase()}`;
    const earlier = first.get(key);
    first.set(key, earlier ?? name);
    if (earlier === undefined || earlier === name) return [];
    const why = `IAM doesn't tell the ${kind} ${name} from ${earlier}, whose name differs in upper and lower case alone; choose another name`;
    return [error(path, why)];
  });
  return [...taken, ...alike];
}

function drillProblems(emergency: Emergency | undefined, today: string): Problem[] {
  const day = emergency?.drilledOn;
  if (day === undefined) return [];
  return futureProblems(
    pathOf(SECTION, "drilledOn"),
    { day, today },
    "write the day of the last drill",
  );
}

function shortNames(section: unknown): Checked<Record<string, string>> {
  if (section === undefined) return sound({});
  if (section === null) return { value: {}, problems: [emptySection("access:accounts")] };
  if (isObject(section)) return parseEntries("access:accounts", section, parseAccount);
  return {
    value: {},
    problems: [
      error("access:accounts", "short names and their ids are wanted, as keys and values"),
    ],
  };
}

function samlMetadata(
  emergency: Emergency | undefined,
  { readFile }: PolicyContext,
  today: string,
): Checked<string | undefined> {
  if (!emergency?.saml) return sound(undefined);
  const path = pathOf(SECTION, "saml", "metadataFile");
  const { metadataFile } = emergency.saml;
  try {
    const metadata = readFile(metadataFile);
    return { value: metadata, problems: samlMetadataProblems(metadata, path, today) };
  } catch (cause) {
    return refused(unreadable(path, metadataFile, cause));
  }
}

function rolePolicies(
  emergency: Emergency | undefined,
  context: PolicyContext,
): Checked<Record<string, string>> {
  const problems: Problem[] = [];
  const documents: Record<string, string> = {};
  for (const [name, role] of Object.entries(emergency?.roles ?? {})) {
    const path = pathOf(SECTION, "roles", name);
    const { inlinePolicy: given } = role;
    const { managedPolicies } = role;
    problems.push(...policyProblems({ managedPolicies }, given !== undefined, path));
    if (given === undefined) continue;
    const read = readInlinePolicy(given, pathOf(path, "inlinePolicy"), context);
    problems.push(...read.problems);
    if (read.value !== undefined) documents[name] = read.value;
  }
  return { value: documents, problems };
}

/** Keys that nobody reads: other sections, and these in another namespace or beside `config:`. */
function strayProblems(
  config: Readonly<Record<string, unknown>>,
  project: string,
  inFile: Readonly<Record<string, unknown>>,
  file: YamlSource | undefined,
): Problem[] {
  const known = emergencySections.map((name) => prefix + name);
  const unknown = Object.keys(config)
    .filter((key) => key.startsWith(prefix) && !known.includes(key))
    .map((key) => {
      const advice = `a stack of emergency/ has ${known.join(" and ")}`;
      return error(key, `unknown section${didYouMean(key, known, advice)}`);
    });
  const misnamed = Object.keys(config).flatMap((key) => {
    const [space = "", name = ""] = key.includes(":") ? key.split(":") : [project, key];
    if (space !== project || !emergencySections.includes(name)) return [];
    const written = Object.hasOwn(inFile, key) ? key : name;
    return [error(written, `is not in the namespace access; write access:${name}`)];
  });
  const told = new Set(misnamed.map(({ path }) => path));
  const foreign = [
    ...foreignKeyProblems(config, project, inFile, emergencySections),
    ...providerRegionProblems(config),
    ...(file ? foreignTopLevelProblems(file) : []),
  ];
  return [...unknown, ...misnamed, ...foreign.filter(({ path }) => !told.has(path))];
}
