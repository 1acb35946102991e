import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { noFacts } from "../../sandbox/organizationFacts.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { delegateOf, withItsCredentials } from "../organization/delegatedOrganization.ts";
import {
  configuredOrganization,
  hasOrganizationFile,
  organizationPath,
} from "../organization/organizationFile.ts";
import { parseStackFile, readStackFile, type StackFile, stackNames } from "../stack/stackFile.ts";

/** Where a stack stands on the sandbox. */
export interface SandboxPlace {
  /** Holds states and journal. */
  readonly directory: string;
  /** Path of the organization file. */
  readonly organization: string;
  /** The delegated administrator's account, 12 digits, where it is its stack. */
  readonly account?: string;
  /** The stack whose AWS it is, where it is another one's. */
  readonly host?: string;
  /** The other stack of delegated administration, whose file is read beside this one's. */
  readonly otherStack?: string;
}

/**
 * Every stack has an AWS of its own on the sandbox, but for a delegated administrator's stack that names the other one:
 * it stands in the AWS of that.
 */
export function sandboxPlace(file: StackFile): SandboxPlace {
  const { configuration } = parseStackFile(file);
  const { stack, otherStack } = configuration.delegatedAdministration ?? {};
  const isThere = otherStack !== undefined && stackNames().includes(otherStack);
  const host = stack === "delegated" && isThere ? otherStack : undefined;
  const directory = join(PROJECT_ROOT, ".sandbox", host ?? file.stack);
  mkdirSync(directory, { recursive: true });
  const organization =
    host === undefined ? ownOrganization(file, directory) : hostOrganization(host, directory);
  const account = delegateOf(configuration, loadSnapshot(organization));
  return {
    ...{ directory, organization },
    ...(account !== undefined && { account }),
    ...(host !== undefined && { host }),
    ...(isThere && { otherStack }),
  };
}

/** In an AWS that it shares, the delegated administrator is registered once the other stack has done it. */
function hostOrganization(host: string, directory: string): string {
  return ownOrganization(readStackFile(host), directory);
}

/** The stack's organization file, where it says all that is needed; otherwise one that does. */
function ownOrganization(file: StackFile, directory: string): string {
  const { configuration } = parseStackFile(file);
  const written = join(directory, "organization.yaml");
  if (!hasOrganizationFile(file.stack)) {
    const organization = configuredOrganization(file, configuration);
    const { facts, ...made } = withItsCredentials(organization, configuration);
    // The configuration says no other facts, and in the file they have no key above them.
    const { logGroups, policyTypes, recorders } = facts ?? noFacts;
    writeFileSync(written, stringify({ ...made, logGroups, policyTypes, recorders }));
    return written;
  }
  const path = organizationPath(file.stack);
  const snapshot = loadSnapshot(path);
  const seen = withItsCredentials(snapshot, configuration);
  if (seen === snapshot) return path;
  const { callerAccount, delegatedAdministrators } = seen;
  const text = { ...parse(readFileSync(path, "utf8")), callerAccount, delegatedAdministrators };
  writeFileSync(written, stringify(text));
  return written;
}
