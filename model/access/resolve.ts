import { futureProblems } from "../checks/future.ts";
import { longExemptionProblems } from "../checks/longExemptions.ts";
import { keyAccountProblems } from "../checks/replication.ts";
import { findDelegate } from "../delegation/delegate.ts";
import { provisionedThereProblems } from "../delegation/provisionedThere.ts";
import { unnamedProblems } from "../delegation/unwatched.ts";
import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { Access, type GroupAccess } from "./access.ts";
import { AccountDirectory } from "./accountDirectory.ts";
import { type DetectionAccounts, detectionAccounts } from "./detectionAccounts.ts";
import { grantedBy, overlapProblems } from "./granted.ts";
import { keyUseProblems } from "./keyUse.ts";
import { lineMeaning } from "./line.ts";
import type { Organization } from "./organization.ts";
import { guardrailTargets, type ResolvedTarget } from "./policyTargets.ts";
import { permissionSetQuotaProblems } from "./quotas.ts";
import { repairProblems } from "./repairs.ts";
import { Selectors } from "./select.ts";

/**
 * Who gets what where: the configuration's lines against the organization's accounts. `today` is the day
 * in UTC, YYYY-MM-DD: a line grants up to and including its last day. With an error among the problems
 * the access must not be deployed.
 */
export function resolveAccess(
  configuration: Configuration,
  organization: Organization,
  today: string,
): {
  access: Access;
  detectionAccounts: DetectionAccounts;
  guardrailTargets: ResolvedTarget[];
  /** Account of the delegated administrator, where the configuration names one that is found. */
  delegateId?: string;
  problems: Problem[];
} {
  const directory = new AccountDirectory(configuration, organization);
  const selectors = new Selectors(directory, organization);
  const delegate = findDelegate(configuration.delegatedAdministration, directory, organization);
  const problems: Problem[] = [
    ...directory.problems,
    ...attestationProblems(configuration, today),
    ...longExemptionProblems(configuration.doctor.exemptions, today),
    ...keyAccountProblems(configuration.identityCenter, organization.managementAccountId),
    ...delegate.problems,
  ];
  const { managementAccountId } = organization;
  const isDelegated = configuration.delegatedAdministration?.stack === "delegated";
  const administration = isDelegated ? delegate.id : managementAccountId;
  const groups = new Map<string, GroupAccess>();
  for (const key of Object.keys(configuration.groups).sort()) {
    const group = configuration.groups[key];
    if (!group) continue;
    const path = pathOf("access:groups", key, "access");
    const lines = group.access.map((line, index) =>
      lineMeaning(line, pathOf(path, index), selectors, today),
    );
    const granted = grantedBy(key, lines);
    if (granted.size > 0) groups.set(key, granted);
    problems.push(
      ...lines.flatMap((line) => line.problems),
      ...overlapProblems(granted),
      ...repairProblems(group, lines, path, configuration, { administration, isDelegated }),
      ...keyUseProblems(group, lines, path, configuration, administration),
    );
  }
  const registered =
    configuration.delegatedAdministration?.stack === "management" ? delegate.id : undefined;
  const access = new Access(
    groups,
    directory.byId,
    managementAccountId,
    administration,
    registered,
  );
  const detected = detectionAccounts(configuration.detection, selectors, organization);
  problems.push(...detected.problems);
  const attached = guardrailTargets(configuration.rootGuardrails, directory, organization);
  problems.push(
    ...permissionSetQuotaProblems(access),
    ...provisionedThereProblems(configuration, access.entries, managementAccountId),
    ...unnamedProblems(configuration, access.entries, managementAccountId),
    ...attached.problems,
  );
  return {
    access,
    detectionAccounts: detected.accounts,
    guardrailTargets: attached.targets,
    ...(delegate.id === undefined ? {} : { delegateId: delegate.id }),
    problems,
  };
}

function attestationProblems({ identityCenter }: Configuration, today: string): Problem[] {
  const day = identityCenter.mfa?.attestedOn;
  if (day === undefined) return [];
  return futureProblems(
    "access:identityCenter.mfa.attestedOn",
    { day, today },
    "write the day on which the console was looked at",
  );
}
