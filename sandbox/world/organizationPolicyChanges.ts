import { putOwn, removeOwn } from "./followed.ts";
import { hex } from "./identifiers.ts";
import { fullAccess } from "./initialFacts.ts";
import { refuseMembers } from "./organization.ts";
import { policySummary, policyTarget, wantedPolicy } from "./organizationPolicies.ts";
import { checkAttached, checkContent, checkDetached } from "./organizationPolicyLimits.ts";
import { putTags } from "./organizationTags.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

type Organization = Tables["organization"];
type Policy = Tables["organizationPolicies"];

interface OfPolicy {
  PolicyId: string;
}
interface Attachment extends OfPolicy {
  TargetId: string;
}

export function CreatePolicy(
  tx: Transaction,
  request: { Name: string; Description: string; Type: string; Content: string; Tags?: Tag[] },
) {
  refuseMembers(tx);
  const tags = withTags({}, request.Tags ?? []);
  const { Name: name, Description: description, Type: type, Content: content } = request;
  const isTaken = tx
    .rows("organizationPolicies")
    .some((policy) => policy.type === type && policy.name === name);
  if (isTaken) {
    throw new ServiceError("DuplicatePolicyException", "A policy with the same name exists.");
  }
  checkContent({ type, content });
  const seed = `made policy ${type} ${name}`;
  const id = `p-${hex(`${seed} ${tx.generation(seed)}`, 8)}`;
  const policy = { id, name, description, type, content, isAwsManaged: false, targets: [] };
  putOwn(tx, "organizationPolicies", id, policy);
  putTags(tx, id, tags);
  return { Policy: view(tx, policy) };
}

export function UpdatePolicy(
  tx: Transaction,
  request: OfPolicy & { Name?: string; Description?: string; Content?: string },
) {
  const policy = changeable(tx, request);
  const changed = {
    ...policy,
    name: request.Name ?? policy.name,
    description: request.Description ?? policy.description,
    content: request.Content ?? policy.content,
  };
  checkContent(changed);
  putOwn(tx, "organizationPolicies", policy.id, changed);
  return { Policy: view(tx, changed) };
}

export function DeletePolicy(tx: Transaction, request: OfPolicy) {
  const { id, targets } = changeable(tx, request);
  if (targets.length > 0) {
    const why = "The policy is attached to one or more entities. Detach it first.";
    throw new ServiceError("PolicyInUseException", why);
  }
  removeOwn(tx, "organizationPolicies", id);
  tx.remove("organizationTags", id);
  return {};
}

export function AttachPolicy(tx: Transaction, request: Attachment) {
  refuseMembers(tx);
  const policy = wantedPolicy(tx, request.PolicyId);
  const target = policyTarget(tx, request.TargetId);
  const { policyTypes = [] } = kept(tx);
  if (!policyTypes.includes(policy.type)) {
    throw new ServiceError(
      "PolicyTypeNotEnabledException",
      "This operation can be performed only for enabled policy types.",
    );
  }
  if (policy.targets.includes(target)) {
    const why = "The selected policy is already attached to the specified target.";
    throw new ServiceError("DuplicatePolicyAttachmentException", why);
  }
  checkAttached(tx, policy, target);
  const targets = [...policy.targets, target];
  putOwn(tx, "organizationPolicies", policy.id, { ...policy, targets });
  return {};
}

export function DetachPolicy(tx: Transaction, request: Attachment) {
  refuseMembers(tx);
  const policy = wantedPolicy(tx, request.PolicyId);
  policyTarget(tx, request.TargetId);
  const targets = policy.targets.filter((one) => one !== request.TargetId);
  if (targets.length === policy.targets.length) {
    const why = "The policy isn't attached to the specified target.";
    throw new ServiceError("PolicyNotAttachedException", why);
  }
  checkDetached(tx, policy, request.TargetId);
  putOwn(tx, "organizationPolicies", policy.id, { ...policy, targets });
  return {};
}

/** AWS's own policy that allows everything is attached to everything then, and nothing else. */
export function EnablePolicyType(tx: Transaction, request: { PolicyType: string }) {
  const { policyTypes = [] } = kept(tx);
  if (policyTypes.includes(request.PolicyType)) {
    const why = "The specified policy type is already enabled.";
    throw new ServiceError("PolicyTypeAlreadyEnabledException", why);
  }
  const enabled = withTypes(tx, [...policyTypes, request.PolicyType]);
  for (const policy of fullAccess.filter(({ type }) => type === request.PolicyType)) {
    putOwn(tx, "organizationPolicies", policy.id, { ...policy, targets: everything(tx) });
  }
  return enabled;
}

/** All policies of the type are detached (Organizations API Reference, DisablePolicyType). */
export function DisablePolicyType(tx: Transaction, request: { PolicyType: string }) {
  const { policyTypes = [] } = kept(tx);
  if (!policyTypes.includes(request.PolicyType)) {
    const why = "The specified policy type isn't currently enabled in this root.";
    throw new ServiceError("PolicyTypeNotEnabledException", why);
  }
  for (const policy of tx.rows("organizationPolicies")) {
    if (policy.type !== request.PolicyType) continue;
    putOwn(tx, "organizationPolicies", policy.id, { ...policy, targets: [] });
  }
  return withTypes(
    tx,
    policyTypes.filter((one) => one !== request.PolicyType),
  );
}

function withTypes(tx: Transaction, policyTypes: readonly string[]) {
  refuseMembers(tx);
  const organization = { ...kept(tx), policyTypes };
  putOwn(tx, "organization", "organization", organization);
  const PolicyTypes = policyTypes.map((Type) => ({ Type, Status: "ENABLED" }));
  return { Root: { Id: organization.rootId, Name: "Root", PolicyTypes } };
}

/** Ids of all that policies may be attached to. */
function everything(tx: Transaction): string[] {
  const below = [...tx.rows("organizationalUnits"), ...tx.rows("accounts")];
  return [kept(tx).rootId, ...below.map(({ id }) => id)];
}

/** As it is kept, whoever calls. */
function kept(tx: Transaction): Organization {
  return tx.get("organization", "organization") as Organization;
}

function changeable(tx: Transaction, { PolicyId }: OfPolicy): Policy {
  refuseMembers(tx);
  const policy = wantedPolicy(tx, PolicyId);
  if (!policy.isAwsManaged) return policy;
  const why = "You can't change or delete a policy that AWS manages.";
  throw new ServiceError("ConstraintViolationException", why);
}

function view(tx: Transaction, policy: Policy) {
  return { PolicySummary: policySummary(tx, policy), Content: policy.content };
}
