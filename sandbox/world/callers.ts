import { administersRootAccess } from "./centralRootAccess.ts";
import { theOrganization } from "./instances.ts";
import { partition } from "./organization.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

export function GetCallerIdentity(tx: Transaction, _request: Record<string, never>) {
  const account = theOrganization(tx).callerAccount;
  if (tx.isRoot) {
    return { Account: account, Arn: `arn:${partition(tx)}:iam::${account}:root`, UserId: account };
  }
  return {
    Account: account,
    Arn: `arn:${partition(tx)}:sts::${account}:assumed-role/sandbox/sandbox`,
    UserId: "AROASANDBOXSANDBOX000:sandbox",
  };
}

/** Credentials of an account's role. Which roles accounts have isn't known here: every one may be taken on. */
export function AssumeRole(
  tx: Transaction,
  request: { RoleArn: string; RoleSessionName: string; DurationSeconds?: number },
) {
  const [, , service, , account = "", resource = ""] = request.RoleArn.split(":");
  const role = resource.replace(/^role\//, "");
  if (service !== "iam" || role === resource || !tx.get("accounts", account)) {
    throw denied(`sts:AssumeRole on resource: ${request.RoleArn}`);
  }
  const name = role.slice(role.lastIndexOf("/") + 1);
  return {
    Credentials: credentials(tx, `ASIA${account}SAND`, request.DurationSeconds ?? 3600),
    AssumedRoleUser: {
      AssumedRoleId: `AROASANDBOXSANDBOX000:${request.RoleSessionName}`,
      Arn: `arn:${partition(tx)}:sts::${account}:assumed-role/${name}/${request.RoleSessionName}`,
    },
  };
}

/**
 * Credentials of a member account's root user for one task: only for who administers root access, and where central root
 * access is turned on (IAM User Guide, "Centrally manage root access for member accounts").
 */
export function AssumeRoot(
  tx: Transaction,
  request: {
    TargetPrincipal: string;
    TaskPolicyArn: { arn?: string };
    DurationSeconds?: number;
  },
) {
  const organization = theOrganization(tx);
  const { managementAccount, centralRootAccess = [] } = organization;
  const isAdministrator = administersRootAccess(organization);
  const target = /(\d{12})(?::root)?$/.exec(request.TargetPrincipal)?.[1] ?? "";
  const isMember = target !== managementAccount && tx.get("accounts", target) !== undefined;
  if (!isAdministrator || !isMember || centralRootAccess.length === 0) {
    throw denied(`sts:AssumeRoot on resource: ${request.TargetPrincipal}`);
  }
  return { Credentials: credentials(tx, `ASIA${target}ROOT`, request.DurationSeconds ?? 900) };
}

function credentials(tx: Transaction, AccessKeyId: string, seconds: number) {
  return {
    AccessKeyId,
    SecretAccessKey: "example",
    SessionToken: "example",
    Expiration: tx.now + seconds * 1000,
  };
}

function denied(what: string): ServiceError {
  return new ServiceError("AccessDeniedException", `User is not authorized to perform: ${what}`);
}
