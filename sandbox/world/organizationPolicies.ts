import { administered, organizationArn } from "./organization.ts";
import { parentPath, unitOf } from "./organizationTree.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Policy = Tables["organizationPolicies"];

/** Policies of a type, AWS's own among them. */
export function ListPolicies(tx: Transaction, request: { Filter: string }) {
  administered(tx);
  const all = tx.rows("organizationPolicies").filter(({ type }) => type === request.Filter);
  return { Policies: all.map((policy) => policySummary(tx, policy)) };
}

export function DescribePolicy(tx: Transaction, request: { PolicyId: string }) {
  const policy = wantedPolicy(tx, request.PolicyId);
  return { Policy: { PolicySummary: policySummary(tx, policy), Content: policy.content } };
}

/** Policies of a type that are attached to a root, organizational unit or account itself; not what it inherits. */
export function ListPoliciesForTarget(
  tx: Transaction,
  request: { TargetId: string; Filter: string },
) {
  const { Filter: type } = request;
  const target = policyTarget(tx, request.TargetId);
  const attached = tx
    .rows("organizationPolicies")
    .filter((policy) => policy.type === type && policy.targets.includes(target));
  return { Policies: attached.map((policy) => policySummary(tx, policy)) };
}

export function ListTargetsForPolicy(tx: Transaction, request: { PolicyId: string }) {
  return { Targets: wantedPolicy(tx, request.PolicyId).targets.map((id) => targetView(tx, id)) };
}

/** @throws ServiceError for what is neither a root, an organizational unit nor an account */
export function policyTarget(tx: Transaction, id: string): string {
  if (!tx.get("accounts", id)) parentPath(tx, id, "TargetNotFoundException");
  return id;
}

function targetView(tx: Transaction, id: string) {
  const account = tx.get("accounts", id);
  if (account) {
    const Arn = organizationArn(tx, "account", id);
    return { TargetId: id, Arn, Name: account.name, Type: "ACCOUNT" };
  }
  const unit = unitOf(tx, id);
  if (unit) {
    const Arn = organizationArn(tx, "ou", id);
    return { TargetId: id, Arn, Name: unit.name, Type: "ORGANIZATIONAL_UNIT" };
  }
  return { TargetId: id, Arn: organizationArn(tx, "root", id), Name: "Root", Type: "ROOT" };
}

/** @throws ServiceError where there is none of this id */
export function wantedPolicy(tx: Transaction, id: string): Policy {
  administered(tx);
  const policy = tx.get("organizationPolicies", id);
  if (policy) return policy;
  throw new ServiceError(
    "PolicyNotFoundException",
    `We can't find a policy with the PolicyId ${id}`,
  );
}

export function policySummary(
  tx: Transaction,
  { id, name, description, type, isAwsManaged }: Policy,
) {
  const kind = type.toLowerCase();
  return {
    Id: id,
    Arn: isAwsManaged
      ? `arn:aws:organizations::aws:policy/${kind}/${id}`
      : organizationArn(tx, "policy", `${kind}/${id}`),
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: isAwsManaged,
  };
}
