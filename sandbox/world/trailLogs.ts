import { wantedRole } from "./iamRoles.ts";
import { hasRecord } from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** What says where a trail delivers beside its bucket; empty texts take it away. */
export interface LogSettings {
  CloudWatchLogsLogGroupArn?: string;
  CloudWatchLogsRoleArn?: string;
}

interface Logs {
  readonly group: string;
  readonly role: string;
}

/**
 * Where the trail delivers, as CloudTrail tries it when it is made or changed (CloudTrail API Reference, errors of
 * CreateTrail).
 *
 * @throws ServiceError for a log group or a role that isn't there, or that CloudTrail can't use
 */
export function deliveredLogs(
  tx: Transaction,
  before: Logs | undefined,
  settings: LogSettings,
): Logs | undefined {
  const group = settings.CloudWatchLogsLogGroupArn ?? before?.group ?? "";
  const role = settings.CloudWatchLogsRoleArn ?? before?.role ?? "";
  if (group === "" && role === "") return undefined;
  if (role === "") throw refused("Role", "You must specify a role ARN as well as a log group.");
  if (group === "")
    throw refused("LogGroup", "You must specify a log group as well as a role ARN.");
  checkGroup(tx, group);
  checkRole(tx, role);
  return { group, role };
}

function checkGroup(tx: Transaction, arn: string): void {
  const [, , service, region, , kind, name = "", ending] = arn.split(":");
  const isWhole = service === "logs" && kind === "log-group" && ending === "*";
  if (isWhole && region === tx.region && hasRecord(tx, "LogGroup", name)) return;
  throw refused("LogGroup", "CloudTrail cannot validate the specified log group ARN.");
}

function checkRole(tx: Transaction, arn: string): void {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const denied = refused("Role", "Access denied. Check the trust relationships for your role.");
  let trust: string;
  try {
    trust = wantedRole(tx, name).trust;
  } catch {
    throw denied;
  }
  if (!trust.includes("cloudtrail.amazonaws.com")) throw denied;
}

function refused(what: "LogGroup" | "Role", message: string): ServiceError {
  const code =
    what === "Role"
      ? "InvalidCloudWatchLogsRoleArnException"
      : "InvalidCloudWatchLogsLogGroupArnException";
  return new ServiceError(code, message);
}
