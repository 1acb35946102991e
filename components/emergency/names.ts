import { EMERGENCY_PATH } from "../../model/access/emergencyPath.ts";

/** Path of everything that emergency access makes in IAM: alarms and guardrails know it by that. */
export const PATH = `/${EMERGENCY_PATH}`;

export { ENTRY_ROLE } from "../../model/access/emergencyPath.ts";

/** Name of the group of the users, and of the identity provider in IAM. */
export const EMERGENCY = "emergency";

/** How long a session lasts, in seconds: roles that assume roles get no more (IAM User Guide, "Role chaining"). */
export const SESSION_SECONDS = 3600;

/** ARN of a role, in one account or in any (`*`). */
export function roleArn(partition: string, account: string, name: string): string {
  return `arn:${partition}:iam::${account}:role${PATH}${name}`;
}

/** What StackSets allow in a name (CloudFormation API, CreateStackSet). */
export const stackSetName = /^[A-Za-z][A-Za-z0-9-]*$/;
