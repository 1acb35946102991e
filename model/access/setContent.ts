import { memoize } from "../../policies/memoize.ts";
import type { PermissionSet } from "../schema/permissionSet.ts";
import { durationSeconds } from "../schema/sessionDuration.ts";

/** A customer managed policy, which each account has under its name and path. */
export interface OwnPolicy {
  readonly name: string;
  /** @default "/" */
  readonly path?: string | undefined;
}

/** What AWS brings to accounts when a permission set changes. */
export interface SetContent {
  readonly description?: string | undefined;
  readonly sessionDuration?: string | undefined;
  readonly relayState?: string | undefined;
  /** Names with path, or ARNs. */
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly OwnPolicy[];
  /** JSON. */
  readonly inlinePolicy?: string | undefined;
  readonly managedBoundary?: string | undefined;
  readonly customerManagedBoundary?: OwnPolicy | undefined;
}

/** What a permission set of the configuration holds. */
export function contentOf(set: PermissionSet): SetContent {
  return {
    description: set.description,
    sessionDuration: set.sessionDuration,
    relayState: set.relayState,
    managedPolicies: set.managedPolicies,
    customerManagedPolicies: set.customerManagedPolicies,
    inlinePolicy: set.inlinePolicy,
    managedBoundary: set.permissionsBoundary?.managedPolicy,
    customerManagedBoundary: set.permissionsBoundary?.customerManagedPolicy,
  };
}

/** Whether AWS has nothing to bring to accounts between one and the other. */
export function sameContent(one: SetContent, other: SetContent): boolean {
  return contentText(one) === contentText(other);
}

/** Whether what they allow is written alike, whatever the description, session and relay state. */
export function samePolicies(one: SetContent, other: SetContent): boolean {
  return policiesText(one) === policiesText(other);
}

/** All policies of a content in one text: equal texts allow the same. */
export const policiesText = memoize((content: SetContent): string =>
  JSON.stringify([
    content.managedPolicies.map(managedName).sort(),
    content.customerManagedPolicies.map(ownName).sort(),
    compact(content.inlinePolicy ?? ""),
    boundaryName(content) ?? "",
  ]),
);

/** An AWS managed policy by name with path, whatever the partition. */
export function managedName(policy: string): string {
  return policy.replace(/^arn:[^:]+:iam::aws:policy\//, "");
}

/** A customer managed policy by path and name, such as `/boundaries/workload`. */
export function ownName({ name, path = "/" }: OwnPolicy): string {
  return `${path}${name}`;
}

/** The boundary: an AWS managed policy by name with path, or path and name of a customer managed one, which begin with a slash. */
export function boundaryName({
  managedBoundary,
  customerManagedBoundary,
}: Pick<SetContent, "managedBoundary" | "customerManagedBoundary">): string | undefined {
  if (managedBoundary !== undefined) return managedName(managedBoundary);
  return customerManagedBoundary && ownName(customerManagedBoundary);
}

function contentText(content: SetContent): string {
  const { description = "", sessionDuration = "", relayState = "" } = content;
  const session = durationSeconds(sessionDuration) ?? sessionDuration;
  return JSON.stringify([description, session, relayState, policiesText(content)]);
}

function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
