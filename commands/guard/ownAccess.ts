import type { Access } from "./access.ts";
import type { Administration } from "./administration.ts";
import type { Digest, PreviewStep } from "./digest.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";
import { marksAdministrators } from "./markedGroups.ts";
import { effectOf } from "./operations.ts";
import { ACCESS_GROUP } from "./resourceKind.ts";
import type { Sides } from "./side.ts";

/** What is changed of that by which administrators administer. Newcomers are told elsewhere. */
export function changedAdministration(
  { steps }: Digest,
  sides: Sides,
  access: { readonly before: Access; readonly after: Access },
  administration: Administration,
  identities: Identities,
): Finding[] {
  const own = ownResources(sides, access, administration, identities);
  const found = new Map<string, Finding>();
  for (const step of steps) {
    const what = own.get(step.urn);
    const how = what === undefined ? undefined : changeOf(step, sides);
    if (what === undefined || how === undefined || found.has(step.urn)) continue;
    found.set(step.urn, {
      kind: "administrators-access",
      urn: step.urn,
      name: identities.nameOf(step.urn),
      seen: `${what} ${how}`,
    });
  }
  return [...found.values()];
}

/** By URN, what a resource is to the administrators. */
function ownResources(
  { before, after }: Sides,
  access: { readonly before: Access; readonly after: Access },
  administration: Administration,
  identities: Identities,
): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  const { principals, marked } = administration;
  const sets = new Set<string>();
  for (const assignment of access.before.assignments) {
    if (!assignment.principals.some((one) => principals.has(one))) continue;
    const isOfMarked = assignment.principals.some((one) => marked.has(one));
    if (administration.ofAssignment(assignment).verdict === "no" && !isOfMarked) continue;
    own.set(assignment.resource.urn, "assignment of administrators");
    if (administration.ofAssignment(assignment).verdict === "no") continue;
    for (const set of assignment.sets) sets.add(set);
  }
  for (const { resource, groups, people } of access.before.memberships) {
    if (!groups.some((group) => principals.has(group))) continue;
    own.set(resource.urn, "membership of an administrator");
    for (const person of people) own.set(person, "person who administers");
  }
  for (const principal of principals) {
    const kind = before.get(principal)?.kind;
    if (kind === "group") own.set(principal, "group of administrators");
    if (kind === "person") own.set(principal, "person who administers");
  }
  for (const set of sets) own.set(set, "permission set of administrators");
  // A policy that comes to such a set changes it, too.
  for (const part of [...before.values(), ...after.values()]) {
    if (part.kind !== "part") continue;
    const of = identities.named("permission-set", "PermissionSetArn", part);
    if (of.some((set) => sets.has(set))) own.set(part.urn, "policy of administrators");
  }
  for (const component of before.values()) {
    if (marksAdministrators(component)) own.set(component.urn, "group of administrators");
  }
  return own;
}

function changeOf(step: PreviewStep, { before, after }: Sides): string | undefined {
  const { urn, op, diffReasons } = step;
  const resource = after.get(urn) ?? before.get(urn);
  if (resource?.type === ACCESS_GROUP) {
    // Everything else that a component is made of has steps of its own.
    return marksAdministrators(after.get(urn)) ? undefined : "is none any longer";
  }
  switch (effectOf(step)) {
    case "deletes":
      return "is deleted";
    case "replaces":
      return "is replaced by another";
    case "lets-go":
      return "leaves this stack";
    case "changes": {
      const keys = (diffReasons ?? []).join(", ");
      return keys === "" ? "is changed" : `is changed: ${keys}`;
    }
    case "keeps":
      return op === "create" && !before.has(urn) ? "is added" : undefined;
    default:
      return `is in a step "${op}"`;
  }
}
