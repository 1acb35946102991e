import type { Access } from "../../model/access/access.ts";
import { resolveAccess } from "../../model/access/resolve.ts";
import type { Places } from "../../model/files/places.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { configuredOrganization, toOrganization } from "../organization/organizationFile.ts";
import type { GuardedOrganization } from "../organization/resolvedStack.ts";
import { secretsUnjudged } from "../stack/secretValues.ts";
import { PROJECT_FILE, parseStackFile, type StackFile, toStackFile } from "../stack/stackFile.ts";
import type { RevisionFiles } from "./revisionFiles.ts";

/** A stack as a revision had it, with the files that its stack file names. */
export interface EarlierStack extends GuardedOrganization {
  readonly file: StackFile;
  readonly configuration: Configuration;
  readonly access: Access;
  readonly snapshot: OrganizationSnapshot;
  readonly problems: readonly Problem[];
  readonly places: Places;
  /** The revision has no organization file, and that of today was taken. */
  readonly isOrganizationOfToday: boolean;
}

/**
 * @param now the organization as it is, where the revision doesn't say
 * @param day YYYY-MM-DD, on which access that ends is judged
 * @returns undefined where the revision has no such stack file
 * @throws when a file of it can't be used
 */
export function earlierStack(
  stack: string,
  files: RevisionFiles,
  now: OrganizationSnapshot,
  day: string,
): EarlierStack | undefined {
  const yaml = files.readOwn(`Pulumi.${stack}.yaml`);
  if (yaml === undefined) return undefined;
  const file = toStackFile(stack, yaml, files.readFile, files.readOwn(PROJECT_FILE));
  const { configuration, problems, places, other } = parseStackFile(file);
  const written = earlierOrganization(stack, files);
  const isOrganizationOfToday = written === undefined && now.complete;
  const snapshot =
    written ?? (isOrganizationOfToday ? now : configuredOrganization(file, configuration));
  const organization = { ...toOrganization(snapshot), isPartial: !snapshot.complete };
  const resolved = resolveAccess(configuration, organization, day);
  const { access, detectionAccounts, guardrailTargets } = resolved;
  const found = secretsUnjudged(places.on(resolved.problems), file.secrets);
  return {
    ...{ file, configuration, snapshot, places, isOrganizationOfToday },
    ...(access.registeredId === undefined ? {} : { registeredId: access.registeredId }),
    ...{ access, organization, detectionAccounts, guardrailTargets, ...(other && { other }) },
    problems: [...problems, ...found],
  };
}

/** Organization of a stack as a revision had it. Such files were in sandbox/ before. */
export function earlierOrganization(
  stack: string,
  files: RevisionFiles,
): OrganizationSnapshot | undefined {
  for (const folder of ["organizations", "sandbox/organizations"]) {
    const name = `${folder}/${stack}.yaml`;
    const yaml = files.readOwn(name);
    if (yaml !== undefined) return parseSnapshot(yaml, name);
  }
  return undefined;
}
