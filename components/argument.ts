import { pathOf } from "../model/problems/path.ts";
import { alarmNames } from "../model/schema/alarms.ts";

/** An argument of a component, such as `access.reader` of AccessGroup "engineers". */
export interface Argument {
  /** Such as `AccessGroup`. */
  readonly component: string;
  /** Name of the component. */
  readonly name: string;
  /** Keys that lead to it; none for the component as a whole. */
  readonly path: readonly string[];
}

/** `access.reader`, empty for the component as a whole. */
export function argumentPath({ path: [first, ...others] }: Argument): string {
  return first === undefined ? "" : pathOf(first, ...others);
}

/** A resource as the engine names it. */
interface Named {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** Parts of a permission set: kind of resource, what follows the set's name in its own, and the argument. */
const PARTS = [
  ["PermissionSetInlinePolicy", "-inline", ["inlinePolicy"]],
  ["PermissionsBoundaryAttachment", "-boundary", ["permissionsBoundary"]],
  ["CustomerManagedPolicyAttachmentsExclusive", "-customer-managed", ["customerManagedPolicies"]],
  ["ManagedPolicyAttachmentsExclusive", "-managed", ["managedPolicies"]],
  ["PermissionSet", "", []],
] as const;

/** Parts of what AWS looks for: kind of resource, and the argument. */
const DETECTED: readonly (readonly [kind: string, argument: string])[] = [
  ["AccountPasswordPolicy", "passwordPolicy"],
  ["AlternativeContact", "contacts"],
  ["Analyzer", "accessAnalyzer"],
  ["DeliveryChannel", "config"],
  ["OrganizationManagedRule", "config"],
  ["Recorder", "config"],
  ["RecorderStatus", "config"],
  ["Rule", "config"],
  ["ServiceLinkedRole", "config"],
];

/** Components of which no argument by itself makes a resource; what is in another stands after it. */
const WHOLE = ["AuditTrail", "EmergencyAccess", "Alarms", "RootGuardrails"];

/** What follows the component's name in those of its resources. */
const PART_OF: Readonly<Record<string, RegExp>> = {
  Alarms: new RegExp(`(-[a-z]{2}(-[a-z]+)+-\\d)?(-(${alarmNames.join("|")})(-\\d)?)?$`),
  AuditTrail: /-logs$/,
};

/** The argument that a resource below one of the components was made from. */
export function argumentOf({ urn, type, name }: Named): Argument | undefined {
  const kind = type.split(":").at(-1) ?? "";
  const keys = name.split("/");
  const [owner = name] = keys;
  const whole = WHOLE.find((component) => urn.includes(`:${component}$`));
  if (whole !== undefined) {
    return { component: whole, name: owner.replace(PART_OF[whole] ?? "", ""), path: [] };
  }
  if (urn.includes(":Detection$")) {
    const path = DETECTED.flatMap(([of, argument]) => (of === kind ? [argument] : []));
    return { component: "Detection", name: owner, path };
  }
  if (urn.includes(":DelegatedAdministration$")) {
    const of = without(name, "-sso");
    return { component: "DelegatedAdministration", name: of, path: ["accountId"] };
  }
  const last = keys.at(-1) ?? "";
  const before = (count: number) => keys.slice(0, -count).join("/");
  const group = (name: string, ...path: string[]) => ({ component: "AccessGroup", name, path });
  if (kind === "Group") return group(name);
  if (kind === "AccountAssignment" && keys.length > 2) {
    return group(before(2), "access", keys.at(-2) ?? "", "accounts", last);
  }
  if (kind === "GroupMembership" && keys.length > 1) return group(before(1), "members", last);
  if (kind === "User" && keys.length > 1) {
    if (urn.includes(":AccessGroup$")) return group(before(1), "members", last);
    return { component: "People", name: before(1), path: ["people", last] };
  }
  if (kind === "InstanceAccessControlAttributes") {
    return {
      component: "IdentityCenter",
      name: without(name, "-attributes"),
      path: ["attributes"],
    };
  }
  if (kind === "Region") {
    return { component: "IdentityCenter", name: before(1), path: ["additionalRegions"] };
  }
  const part = PARTS.find(([ending]) => kind === ending);
  if (!part) return undefined;
  return { component: "PermissionSet", name: without(name, part[1]), path: part[2] };
}

function without(name: string, ending: string): string {
  return name.endsWith(ending) ? name.slice(0, name.length - ending.length) : name;
}
