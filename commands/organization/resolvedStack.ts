import type { Access } from "../../model/access/access.ts";
import type { Organization } from "../../model/access/organization.ts";
import { resolveAccess } from "../../model/access/resolve.ts";
import type { OtherStack } from "../../model/delegation/otherStack.ts";
import type { Places } from "../../model/files/places.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { secretsUnjudged } from "../stack/secretValues.ts";
import { parseStackFile, type StackFile } from "../stack/stackFile.ts";
import { missingOrganization } from "./missingOrganization.ts";
import { hasOrganizationFile, readOrganizationFile, toOrganization } from "./organizationFile.ts";

/** What of an organization a stack guards, and what it is compared by. */
export interface GuardedOrganization
  extends Pick<ReturnType<typeof resolveAccess>, "detectionAccounts" | "guardrailTargets"> {
  readonly organization: Organization;
  /** Account that it registers as delegated administrator of Identity Center. */
  readonly registeredId?: string;
  /** The other stack of delegated administration, where it is named and can be read. */
  readonly other?: OtherStack;
}

/** What a stack file means in its organization file. */
export interface ResolvedStack extends GuardedOrganization {
  readonly configuration: Configuration;
  readonly snapshot: OrganizationSnapshot;
  readonly access: Access;
  readonly problems: readonly Problem[];
  /** That there is no organization file; one of the problems. */
  readonly missing?: Problem;
  readonly places: Places;
}

/** @param today `YYYY-MM-DD`, UTC: the day on which access that ends is judged */
export function resolveStack(file: StackFile, today: string): ResolvedStack {
  const { configuration, problems, places, other } = parseStackFile(file);
  const snapshot = readOrganizationFile(file, configuration);
  const isMissing = !hasOrganizationFile(file.stack);
  const organization = { ...toOrganization(snapshot), isPartial: isMissing };
  const resolved = resolveAccess(configuration, organization, today);
  const all = secretsUnjudged([...problems, ...places.on(resolved.problems)], file.secrets);
  const { access, detectionAccounts, guardrailTargets } = resolved;
  const stack = {
    ...{ configuration, snapshot, access, places, organization },
    ...(access.registeredId === undefined ? {} : { registeredId: access.registeredId }),
    ...{ detectionAccounts, guardrailTargets, ...(other && { other }) },
  };
  if (!isMissing) return { ...stack, problems: all };
  const missing = missingOrganization(file.stack, all);
  return {
    ...stack,
    missing,
    problems: missing.severity === "error" ? [missing, ...all] : [...all, missing],
  };
}
