import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Organization } from "../../model/access/organization.ts";
import { watchesAdministrators } from "../../model/delegation/otherAdministrators.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { noFacts, type OrganizationFacts } from "../../sandbox/organizationFacts.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { loadSnapshot, snapshotFromConfiguration } from "../../sandbox/snapshot.ts";
import { otherStackOf } from "../stack/otherStack.ts";
import { homeRegion, type StackFile } from "../stack/stackFile.ts";
import {
  withAdministratorsOf,
  withItsCredentials,
  withMadeThere,
} from "./delegatedOrganization.ts";
import { namesMarkedExisting } from "./existingNames.ts";

/**
 * Where a stack's organization is written down for the sandbox and the offline preview.
 * @throws where it still is where such files were before: the two might differ
 */
export function organizationPath(stack: string): string {
  const path = `organizations/${stack}.yaml`;
  const former = `sandbox/${path}`;
  if (existsSync(join(PROJECT_ROOT, former))) {
    const advice = existsSync(join(PROJECT_ROOT, path))
      ? `there is ${path} too: compare them, and remove ${former}`
      : `mkdir -p organizations && git mv ${former} ${path} (mv, where git doesn't know it)`;
    throw new Error(`${former}: organization files are in organizations/ now: ${advice}`);
  }
  return join(PROJECT_ROOT, path);
}

/** The same, as people find it. */
export function organizationName(stack: string): string {
  return relative(PROJECT_ROOT, organizationPath(stack));
}

/** Whether a stack's organization is written down. */
export function hasOrganizationFile(stack: string): boolean {
  return existsSync(organizationPath(stack));
}

/**
 * The stack's organization file; without one, what its configuration says of accounts and of what exists. It is as a first
 * deployment of the stack finds it: with the stack's credentials, and with what the other stack of delegated
 * administration makes.
 */
export function readOrganizationFile(
  file: StackFile,
  configuration: Configuration,
): OrganizationSnapshot {
  const path = organizationPath(file.stack);
  const organization = existsSync(path)
    ? loadSnapshot(path)
    : configuredOrganization(file, configuration);
  const snapshot = withItsCredentials(organization, configuration);
  const other = otherStackOf(file, configuration);
  if (!other) return snapshot;
  const made = withMadeThere(snapshot, configuration, other);
  return watchesAdministrators(configuration) ? withAdministratorsOf(made, other) : made;
}

/** What a stack's configuration says of the organization (`complete: false`). */
export function configuredOrganization(
  file: StackFile,
  configuration: Configuration,
): OrganizationSnapshot {
  const accounts = Object.entries(configuration.accounts).map(([name, id]) => ({ id, name }));
  const { management } = configuration.accounts;
  const region = homeRegion(file, configuration);
  const made = snapshotFromConfiguration(accounts, {
    ...(management === undefined ? {} : { managementAccount: management }),
    ...(region === undefined ? {} : { region }),
    existing: namesMarkedExisting(configuration),
  });
  return { ...made, facts: configuredFacts(configuration, made) };
}

/** The log group, the recorder and the type of policies that sections expect. */
function configuredFacts(
  { alarms: { logGroup }, detection: { config }, rootGuardrails }: Configuration,
  { managementAccount: account, identityCenter }: OrganizationSnapshot,
): OrganizationFacts {
  if (identityCenter === "none") return noFacts;
  const { region } = identityCenter;
  return {
    ...noFacts,
    policyTypes: rootGuardrails.enabled ? ["SERVICE_CONTROL_POLICY"] : [],
    logGroups: logGroup === undefined ? [] : [{ account, name: logGroup, region }],
    recorders:
      config.enabled && config.recorder === "existing"
        ? [{ account, name: "default", region, recording: true }]
        : [],
  };
}

/** The organization as the model sees it; of an incomplete one, tree and tags are unknown. */
export function toOrganization(snapshot: OrganizationSnapshot): Organization {
  const accounts = snapshot.accounts.map(({ id, name, state, organizationalUnit, tags }) => ({
    id,
    name,
    state,
    ...(snapshot.complete
      ? { organizationalUnit: organizationalUnit ?? "", tags: tags ?? {} }
      : {}),
  }));
  return {
    managementAccountId: snapshot.managementAccount,
    accounts,
    ...(snapshot.complete ? { organizationalUnits: snapshot.organizationalUnits } : {}),
  };
}
