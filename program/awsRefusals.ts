import { getLogGroup } from "@pulumi/aws/cloudwatch/getLogGroup.js";
import { getPoliciesForTarget } from "@pulumi/aws/organizations/getPoliciesForTarget.js";
import { getPolicy } from "@pulumi/aws/organizations/getPolicy.js";
import type { InvokeOptions } from "@pulumi/pulumi";
import { error, type Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import { GUARDRAILS } from "./guardrailProblems.ts";
import { inParallel } from "./inParallel.ts";
import { keyRefusals } from "./keyRefusals.ts";

/** Service control policies that a root, unit or account takes (AWS Organizations, "Quotas and service limits"; 5 until May 2026). */
const MOST_ATTACHED = 10;

/** Where the guardrails are attached. */
export interface GuardrailTarget {
  /** Of the configuration. */
  readonly path: string;
  readonly id: string;
}

/**
 * What AWS would refuse during the update, once for each resource: it is looked up before, and said once. What these
 * credentials may not read is left to the update.
 *
 * @param added targets that this stack hasn't attached the guardrails to
 * @param deployed what this stack has made so far
 */
export async function awsRefusals(
  configuration: Configuration,
  added: readonly GuardrailTarget[],
  { replicatedTo }: Pick<Deployed, "replicatedTo">,
  region: string,
  opts: InvokeOptions,
): Promise<Problem[]> {
  const [key, logGroup, targets] = await Promise.all([
    keyRefusals(configuration.identityCenter, replicatedTo, region, opts),
    logGroupProblems(configuration, region, opts),
    inParallel(added, (target) => targetProblems(target, opts)),
  ]);
  return [...key, ...logGroup, ...targets.flat()];
}

async function logGroupProblems(
  { alarms: { enabled, logGroup } }: Configuration,
  region: string,
  opts: InvokeOptions,
): Promise<Problem[]> {
  if (!enabled || logGroup === undefined) return [];
  const missing = await getLogGroup({ name: logGroup, region }, opts).then(
    () => false,
    (reason: unknown) => /empty result|couldn't find resource/.test(String(reason)),
  );
  if (!missing) return [];
  const message = `CloudWatch Logs has no log group "${logGroup}" in ${region}; name the one there to which a trail of the organization delivers (aws cloudtrail describe-trails --region ${region} shows CloudWatchLogsLogGroupArn), or leave logGroup out and have the audit trail deliver to one of its own (access:auditTrail.logGroup: { retentionDays: 365 })`;
  return [error("access:alarms.logGroup", message)];
}

async function targetProblems(
  { path, id: targetId }: GuardrailTarget,
  opts: InvokeOptions,
): Promise<Problem[]> {
  const filter = "SERVICE_CONTROL_POLICY";
  const { ids } = await getPoliciesForTarget({ filter, targetId }, opts).catch(() => ({ ids: [] }));
  if (ids.length < MOST_ATTACHED) return [];
  const names = await inParallel(ids, (policyId) =>
    getPolicy({ policyId }, opts).then(
      ({ name }) => name,
      () => policyId,
    ),
  );
  // Attached by an update whose answer was lost.
  if (names.includes(GUARDRAILS)) return [];
  const message = `${targetId} has ${ids.length} service control policies already (${names.join(", ")}), and AWS takes ${MOST_ATTACHED}: detach one (aws organizations detach-policy --target-id ${targetId} --policy-id ID), put two into one, or name a unit above or below`;
  return [error(path, message)];
}
