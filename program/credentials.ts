import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import type { InvokeOptions } from "@pulumi/pulumi";
import type { Organization } from "../model/access/organization.ts";
import { credentialsProblem } from "../model/delegation/delegate.ts";
import type { Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";

/** Whether these credentials are of the account that the stack says, where it says anything. */
export async function credentialsProblems(
  { delegatedAdministration }: Configuration,
  { managementAccountId: management }: Organization,
  delegate: string | undefined,
  opts: InvokeOptions,
): Promise<Problem[]> {
  if (!delegatedAdministration) return [];
  const { accountId: caller } = await getCallerIdentity({}, opts);
  const accounts = { caller, management, ...(delegate === undefined ? {} : { delegate }) };
  const problem = credentialsProblem(delegatedAdministration, accounts);
  return problem ? [problem] : [];
}

/** ARN of these credentials; undefined where AWS doesn't tell, as of such that ran out. */
export async function callerArn(opts: InvokeOptions): Promise<string | undefined> {
  return await getCallerIdentity({}, opts).then(
    ({ arn }) => arn,
    () => undefined,
  );
}
