import { checkName, checkPath, isTaken, limited, refuseMore } from "./iamLimits.ts";
import { noSuchEntity } from "./iamPrincipals.ts";
import {
  checkInlinePolicies,
  checkManagedPolicy,
  checkTrust,
  type IamRole,
  iamRoles,
  putRole,
  roleKey,
  roleView,
  wantedRole,
} from "./iamRoles.ts";
import { hex } from "./identifiers.ts";
import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

interface OfRole {
  RoleName: string;
}
interface OfPolicy extends OfRole {
  PolicyName: string;
}
interface OfManagedPolicy extends OfRole {
  PolicyArn: string;
}

export function CreateRole(
  tx: Transaction,
  request: OfRole & {
    AssumeRolePolicyDocument: string;
    Path?: string;
    Description?: string;
    MaxSessionDuration?: number;
    PermissionsBoundary?: string;
    Tags?: Tag[];
  },
) {
  const { RoleName: name, PermissionsBoundary: boundary } = request;
  const account = theOrganization(tx).callerAccount;
  checkName("roleName", name);
  checkPath(request.Path);
  const roles = iamRoles(tx);
  if (
    isTaken(
      name,
      roles.map((one) => one.name),
    )
  ) {
    throw new ServiceError(
      "EntityAlreadyExistsException",
      `Role with name ${name} already exists.`,
    );
  }
  refuseMore("RolesPerAccount", roles.length);
  checkTrust(request.AssumeRolePolicyDocument);
  if (boundary !== undefined) checkManagedPolicy(tx, boundary, "Scope ARN:");
  const seed = `made role ${account} ${name}`;
  const role: IamRole = {
    account,
    name,
    path: request.Path ?? "/",
    id: `AROA${hex(`${seed} ${tx.generation(seed)}`, 17).toUpperCase()}`,
    description: request.Description ?? "",
    trust: request.AssumeRolePolicyDocument,
    maxSessionDuration: request.MaxSessionDuration ?? 3600,
    boundary,
    inlinePolicies: {},
    attachedPolicies: [],
    tags: withTags({}, request.Tags ?? []),
    createdOn: new Date(tx.now).toISOString(),
  };
  return { Role: roleView(tx, putRole(tx, role)) };
}

export function UpdateRole(
  tx: Transaction,
  request: OfRole & { Description?: string; MaxSessionDuration?: number },
) {
  const role = wantedRole(tx, request.RoleName);
  putRole(tx, {
    ...role,
    description: request.Description ?? role.description,
    maxSessionDuration: request.MaxSessionDuration ?? role.maxSessionDuration,
  });
  return {};
}

export function UpdateAssumeRolePolicy(
  tx: Transaction,
  request: OfRole & { PolicyDocument: string },
) {
  checkTrust(request.PolicyDocument);
  putRole(tx, { ...wantedRole(tx, request.RoleName), trust: request.PolicyDocument });
  return {};
}

/** One that holds policies stays. */
export function DeleteRole(tx: Transaction, request: OfRole) {
  const { name, inlinePolicies, attachedPolicies } = wantedRole(tx, request.RoleName);
  const [kind] = [
    ...(attachedPolicies.length > 0 ? ["detach all policies"] : []),
    ...(Object.keys(inlinePolicies).length > 0 ? ["delete policies"] : []),
  ];
  if (kind !== undefined) {
    const why = `Cannot delete entity, must ${kind} first.`;
    throw new ServiceError("DeleteConflictException", why);
  }
  tx.remove("iamRoles", roleKey(tx, name));
  return {};
}

export function PutRolePermissionsBoundary(
  tx: Transaction,
  request: OfRole & { PermissionsBoundary: string },
) {
  const role = wantedRole(tx, request.RoleName);
  checkManagedPolicy(tx, request.PermissionsBoundary, "Scope ARN:");
  putRole(tx, { ...role, boundary: request.PermissionsBoundary });
  return {};
}

export function DeleteRolePermissionsBoundary(tx: Transaction, request: OfRole) {
  putRole(tx, { ...wantedRole(tx, request.RoleName), boundary: undefined });
  return {};
}

export function TagRole(tx: Transaction, request: OfRole & { Tags: Tag[] }) {
  const role = wantedRole(tx, request.RoleName);
  putRole(tx, { ...role, tags: withTags(role.tags, request.Tags) });
  return {};
}

export function UntagRole(tx: Transaction, request: OfRole & { TagKeys: string[] }) {
  const role = wantedRole(tx, request.RoleName);
  const kept = Object.entries(role.tags).filter(([key]) => !request.TagKeys.includes(key));
  putRole(tx, { ...role, tags: Object.fromEntries(kept) });
  return {};
}

/** Another content takes the place of one with the same name. */
export function PutRolePolicy(tx: Transaction, request: OfPolicy & { PolicyDocument: string }) {
  const role = wantedRole(tx, request.RoleName);
  const inlinePolicies = { ...role.inlinePolicies, [request.PolicyName]: request.PolicyDocument };
  checkInlinePolicies("role", role.name, Object.values(inlinePolicies));
  putRole(tx, { ...role, inlinePolicies });
  return {};
}

export function DeleteRolePolicy(tx: Transaction, request: OfPolicy) {
  const role = wantedRole(tx, request.RoleName);
  const { [request.PolicyName]: removed, ...inlinePolicies } = role.inlinePolicies;
  if (removed === undefined) throw noPolicy(request.PolicyName);
  putRole(tx, { ...role, inlinePolicies });
  return {};
}

/** Attaching what is attached changes nothing. */
export function AttachRolePolicy(tx: Transaction, request: OfManagedPolicy) {
  const { PolicyArn: arn } = request;
  const role = wantedRole(tx, request.RoleName);
  checkManagedPolicy(tx, arn);
  if (role.attachedPolicies.includes(arn)) return {};
  const attachedPolicies = [...role.attachedPolicies, arn];
  const most = tx.get("accounts", role.account)?.policiesPerRole ?? 10;
  if (attachedPolicies.length > most) {
    throw limited(`Cannot exceed quota for PoliciesPerRole: ${most}`);
  }
  putRole(tx, { ...role, attachedPolicies });
  return {};
}

export function DetachRolePolicy(tx: Transaction, request: OfManagedPolicy) {
  const { PolicyArn: arn } = request;
  const role = wantedRole(tx, request.RoleName);
  if (!role.attachedPolicies.includes(arn)) {
    throw noSuchEntity(`Policy ${arn} was not found.`);
  }
  putRole(tx, {
    ...role,
    attachedPolicies: role.attachedPolicies.filter((one) => one !== arn),
  });
  return {};
}

export function GetRolePolicy(tx: Transaction, request: OfPolicy) {
  const { name, inlinePolicies } = wantedRole(tx, request.RoleName);
  const PolicyDocument = inlinePolicies[request.PolicyName];
  if (PolicyDocument === undefined) throw noPolicy(request.PolicyName);
  return { RoleName: name, PolicyName: request.PolicyName, PolicyDocument };
}

export function ListRolePolicies(tx: Transaction, request: OfRole) {
  return { PolicyNames: Object.keys(wantedRole(tx, request.RoleName).inlinePolicies) };
}

export function ListAttachedRolePolicies(tx: Transaction, request: OfRole) {
  return {
    AttachedPolicies: wantedRole(tx, request.RoleName).attachedPolicies.map((PolicyArn) => ({
      PolicyName: PolicyArn.split("/").at(-1),
      PolicyArn,
    })),
  };
}

function noPolicy(name: string): ServiceError {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
