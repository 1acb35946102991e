import type { PermissionSet } from "../schema/permissionSet.ts";

/** What AWS brings to accounts when a permission set changes, in one text: equal texts need no provisioning. */
export function contentOf(set: PermissionSet): string {
  return contentText({
    description: set.description,
    sessionDuration: set.sessionDuration,
    relayState: set.relayState,
    managedPolicies: set.managedPolicies,
    customerManagedPolicies: set.customerManagedPolicies,
    inlinePolicy: set.inlinePolicy,
    managedBoundary: set.permissionsBoundary?.managedPolicy,
    customerManagedBoundary: set.permissionsBoundary?.customerManagedPolicy,
  });
}

interface NamedPolicy {
  readonly name: string;
  readonly path?: string | undefined;
}

export interface SetContent {
  readonly description?: string | undefined;
  readonly sessionDuration?: string | undefined;
  readonly relayState?: string | undefined;
  /** Names with path, or ARNs. */
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly NamedPolicy[];
  readonly inlinePolicy?: string | undefined;
  readonly managedBoundary?: string | undefined;
  readonly customerManagedBoundary?: NamedPolicy | undefined;
}

export function contentText(content: SetContent): string {
  const own = ({ name, path = "/" }: NamedPolicy) => `${path}${name}`;
  return JSON.stringify([
    content.description ?? "",
    content.sessionDuration ?? "",
    content.relayState ?? "",
    content.managedPolicies.map(managedName).sort(),
    content.customerManagedPolicies.map(own).sort(),
    compact(content.inlinePolicy ?? ""),
    content.managedBoundary === undefined ? "" : managedName(content.managedBoundary),
    content.customerManagedBoundary === undefined ? "" : own(content.customerManagedBoundary),
  ]);
}

/** By name with path, whatever the partition. */
function managedName(policy: string): string {
  return policy.replace(/^arn:[^:]+:iam::aws:policy\//, "");
}

function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
