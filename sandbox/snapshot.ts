import { relative } from "node:path";
import { withPlace, YamlSource } from "../model/files/yamlSource.ts";
import { read } from "../model/problems/issues.ts";
import { stepsOf } from "../model/problems/path.ts";
import { seen } from "../model/problems/seen.ts";
import { isObject } from "../policies/isObject.ts";
import { PROJECT_ROOT, readTextFile } from "../program/projectFiles.ts";
import type { OrganizationSnapshot } from "./organizationSnapshot.ts";
import { snapshotFile } from "./snapshotFile.ts";
import { snapshotError } from "./snapshotProblem.ts";
import { checkReferences } from "./snapshotReferences.ts";

/**
 * Reads an organization file.
 * @throws Error with one line per problem: file and line, path in the file, what was seen and what is allowed.
 */
export function loadSnapshot(path: string): OrganizationSnapshot {
  // From the project's folder: what a message shows is the same on every machine.
  const name = relative(PROJECT_ROOT, path);
  return parseSnapshot(readText(name, path), name);
}

/** As {@link loadSnapshot}, from YAML text; `name` is the file's in errors. */
export function parseSnapshot(yaml: string, name: string): OrganizationSnapshot {
  const source = withPlace(() => new YamlSource(name, yaml, {}));
  if (!isObject(source.value)) {
    throw snapshotError(source, [{ steps: [], message: unusable(source.value) }]);
  }
  const { value, problems } = read(snapshotFile, source.value, FILE);
  if (value === undefined) {
    const found = problems.map(({ path, message }) => ({ steps: stepsOf(path).slice(1), message }));
    throw snapshotError(source, found);
  }
  return checkReferences(value, source);
}

/** Begins the path of what is wrong in the file. */
const FILE = "file";

function unusable(content: unknown): string {
  const isEmpty = content === null || content === undefined;
  const what = isEmpty ? "is empty" : `holds ${seen(content)}`;
  return `${what}; managementAccount, accounts and identityCenter are wanted at least: npm run snapshot -- --stack NAME writes the file, and examples/one-person/organization.yaml shows one`;
}

function readText(name: string, path: string): string {
  try {
    return withPlace(() => readTextFile(name, path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined && message.startsWith(name)) throw error;
    throw new Error(`${name}: ${code === undefined ? message : `can't be read: ${code}`}`);
  }
}

/** The least that a stack needs: the accounts it names, all active, and Identity Center in its Region. */
export function snapshotFromConfiguration(
  accounts: readonly { id: string; name?: string }[],
  options: {
    managementAccount?: string;
    region?: string;
    existing?: {
      groups?: readonly string[];
      people?: readonly string[];
      permissionSets?: readonly string[];
    };
  } = {},
): OrganizationSnapshot {
  const managementAccount = options.managementAccount ?? "000000000000";
  const listed = accounts.some((one) => one.id === managementAccount)
    ? accounts
    : [{ id: managementAccount, name: "management" }, ...accounts];
  return {
    managementAccount,
    callerAccount: managementAccount,
    accounts: listed.map(({ id, name }) => ({ id, name: name ?? id, state: "ACTIVE" })),
    organizationalUnits: [],
    delegatedAdministrators: [],
    identityCenter: { region: options.region ?? "us-east-1", kind: "organization" },
    otherInstances: [],
    existing: {
      groups: (options.existing?.groups ?? []).map((name) => ({ name })),
      people: (options.existing?.people ?? []).map((userName) => ({ userName })),
      permissionSets: (options.existing?.permissionSets ?? []).map((name) => ({
        name,
        managedPolicies: [],
      })),
    },
    deleted: { groups: [], people: [], permissionSets: [] },
    quotas: { policiesPerRole: 10, accounts: {} },
    awsManagedPolicies: [],
    customerManagedPolicies: [],
    complete: false,
  };
}
