import { awsManagedPolicies } from "../../policies/iam/awsManaged/awsManagedPolicies.ts";
import { limited } from "./iamLimits.ts";
import { noSuchEntity } from "./iamPrincipals.ts";
import { theOrganization } from "./instances.ts";
import { partition } from "./organization.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

export type IamRole = Tables["iamRoles"];

/** Characters of a trust policy, and of all inline policies of a role or group ("IAM and AWS STS quotas"). */
const MAXIMUM_TRUST = 2048;
const MAXIMUM_INLINE = { role: 10_240, group: 5120 } as const;

/** Roles of the caller's account that were made as such. */
export function iamRoles(tx: Transaction): IamRole[] {
  return tx.rows("iamRoles", `${theOrganization(tx).callerAccount}|`);
}

/**
 * By name, whose case tells nothing.
 *
 * @throws ServiceError where there is none
 */
export function wantedRole(tx: Transaction, name: string): IamRole {
  const found = tx.get("iamRoles", roleKey(tx, name));
  if (found) return found;
  throw noSuchEntity(`The role with name ${name} cannot be found.`);
}

export function putRole(tx: Transaction, role: IamRole): IamRole {
  tx.put("iamRoles", roleKey(tx, role.name), role);
  return role;
}

export function roleKey(tx: Transaction, name: string): string {
  return `${theOrganization(tx).callerAccount}|${name.toLowerCase()}`;
}

/** As IAM answers it. */
export function roleView(tx: Transaction, role: IamRole) {
  const { account, name, path, id, description, trust, createdOn, boundary, tags } = role;
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: `arn:${partition(tx)}:iam::${account}:role${path}${name}`,
    CreateDate: createdOn,
    AssumeRolePolicyDocument: trust,
    MaxSessionDuration: role.maxSessionDuration,
    ...(description === "" ? {} : { Description: description }),
    ...(boundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: "Policy",
            PermissionsBoundaryArn: boundary,
          },
        }),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** @throws ServiceError for a trust policy that IAM refuses */
export function checkTrust(text: string): void {
  checkDocument(text, ({ Principal, NotPrincipal, Resource, NotResource }) => {
    if (Resource !== undefined || NotResource !== undefined) return "Has prohibited field Resource";
    const isNamed = Principal !== undefined || NotPrincipal !== undefined;
    return isNamed ? undefined : "Missing required field Principal";
  });
  if (text.replace(/\s/g, "").length <= MAXIMUM_TRUST) return;
  throw limited(`Cannot exceed quota for ACLSizePerRole: ${MAXIMUM_TRUST}`);
}

/** @throws ServiceError for inline policies that IAM refuses; white space doesn't count */
export function checkInlinePolicies(
  kind: keyof typeof MAXIMUM_INLINE,
  name: string,
  documents: readonly string[],
): void {
  for (const text of documents) {
    checkDocument(text, ({ Principal, NotPrincipal, Resource, NotResource }) => {
      if (Principal !== undefined || NotPrincipal !== undefined) {
        return "Policy document should not specify a principal.";
      }
      const isNamed = Resource !== undefined || NotResource !== undefined;
      return isNamed ? undefined : "Policy statement must contain resources.";
    });
  }
  const most = MAXIMUM_INLINE[kind];
  if (documents.join("").replace(/\s/g, "").length <= most) return;
  throw limited(`Maximum policy size of ${most} bytes exceeded for ${kind} ${name}`);
}

/** @throws ServiceError for a managed policy that this account doesn't have */
export function checkManagedPolicy(tx: Transaction, arn: string, what = "Policy"): void {
  if (isAttachable(tx, arn, theOrganization(tx).callerAccount)) return;
  throw noSuchEntity(`${what} ${arn} does not exist or is not attachable.`);
}

/** Whether an account has a managed policy. */
export function isAttachable(tx: Transaction, arn: string, account: string): boolean {
  const { awsManagedPolicies: newer, complete } = theOrganization(tx);
  const [, ofPartition, , , owner, resource = ""] = arn.split(":");
  const name = resource.replace(/^policy\//, "");
  const isThere =
    owner === "aws"
      ? awsManagedPolicies.has(name) || newer.includes(name)
      : tx.get("customerManagedPolicies", `${owner}:/${name}`) !== undefined;
  const isOwn = owner === "aws" || owner === account;
  return ofPartition === partition(tx) && isOwn && (isThere || !complete);
}

function checkDocument(
  text: string,
  problemOf: (statement: Readonly<Record<string, unknown>>) => string | undefined,
): void {
  let document: { Statement?: unknown };
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("This policy contains invalid Json");
  }
  const statements = [document?.Statement ?? []].flat() as Record<string, unknown>[];
  if (statements.length === 0) throw malformed("Syntax errors in policy.");
  for (const statement of statements) {
    const problem = problemOf(statement);
    if (problem !== undefined) throw malformed(problem);
  }
}

function malformed(message: string): ServiceError {
  return new ServiceError("MalformedPolicyDocumentException", message);
}
