import type { PolicyFact } from "../../resources/fact.ts";
import { property } from "../../resources/resource.ts";
import type { Stack, StackResource } from "../../stack/stack.ts";
import { list, UNKNOWN, type Value } from "../../value.ts";

/** Where an organization's policy is attached. */
export interface Targets {
  /** Kinds of the targets that are known. */
  readonly kinds: ReadonlySet<TargetKind>;
  /** Whether there are others that aren't known yet. */
  readonly isIncomplete: boolean;
}

export type TargetKind = "root" | "unit" | "account" | "management-account";

export const ORGANIZATION: readonly string[] = [
  "aws:organizations/organization:Organization",
  "AWS::Organizations::Organization",
];
export const UNITS: readonly string[] = [
  "aws:organizations/organizationalUnit:OrganizationalUnit",
  "AWS::Organizations::OrganizationalUnit",
];
export const POLICY_ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";

/** The targets that a stack attaches a service control policy to. */
export function targetsOf({ resource }: PolicyFact, stack: Stack): Targets {
  const { urn, type, inputs } = resource;
  const kinds = new Set<TargetKind>();
  let isIncomplete = false;
  const add = (value: Value | undefined, origins: readonly StackResource[]) => {
    const kind = kindOf(value, origins, stack, urn);
    if (kind) kinds.add(kind);
    else isIncomplete = true;
  };
  if (type.startsWith("AWS::")) {
    const ids = list(property(inputs, "TargetIds"));
    const origins = stack.at(resource)?.propertyDependencies.targetIds ?? [];
    if (ids === UNKNOWN) add(UNKNOWN, origins);
    else for (const id of ids) add(id, origins);
    return { kinds, isIncomplete };
  }
  const id = stack.at(resource)?.output("id");
  for (const attachment of stack.ofType(POLICY_ATTACHMENT)) {
    const { policyId = [], targetId = [] } = attachment.propertyDependencies;
    const isMine =
      policyId.some((origin) => origin.urn === urn) ||
      (typeof id === "string" && attachment.output("policyId") === id);
    if (isMine) add(attachment.output("targetId"), targetId);
  }
  return { kinds, isIncomplete };
}

/** Ids of the organization's management account, as far as the stack tells. */
export function managementAccounts(stack: Stack): ReadonlySet<string> {
  const organizations = stack.resources.filter(({ type }) => /:Organization$/.test(type));
  const names = ["masterAccountId", "managementAccountId"];
  const ids = organizations.flatMap((one) => names.map((name) => one.output(name)));
  return new Set(ids.filter((id) => typeof id === "string"));
}

function kindOf(
  value: Value | undefined,
  origins: readonly StackResource[],
  stack: Stack,
  urn: string,
): TargetKind | undefined {
  if (typeof value !== "string") {
    const types = origins.map(({ type }) => type);
    if (types.some((type) => /:OrganizationalUnit$/.test(type))) return "unit";
    return types.some((type) => /organizations.*:Account$/.test(type)) ? "account" : undefined;
  }
  if (/^r-/.test(value)) return "root";
  if (/^ou-/.test(value)) return "unit";
  if (/^\d{12}$/.test(value)) {
    return managementAccounts(stack).has(value) ? "management-account" : "account";
  }
  const [, logicalId, attribute] = /^\$\{(\w+)(?:\.(\w+))?\}$/.exec(value) ?? [];
  if (attribute === "RootId") return "root";
  if (attribute === "ManagementAccountId") return "management-account";
  if (logicalId === undefined) return undefined;
  const isHere = (one: { urn: string; logicalId?: string }) =>
    one.urn === urn && one.logicalId === logicalId;
  if (stack.declared("AWS::Organizations::OrganizationalUnit").some(isHere)) return "unit";
  return stack.declared("AWS::Organizations::Account").some(isHere) ? "account" : undefined;
}
