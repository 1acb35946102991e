import { property } from "../../policies/resources/resource.ts";
import { UNKNOWN } from "../../policies/value.ts";
import type { Access } from "./access.ts";
import { ACCESS_GROUP } from "./resourceKind.ts";
import type { SideResource } from "./side.ts";

/** A group is an administrators' one by its component, or by what stands in it. */
export function markedGroups(
  resources: ReadonlyMap<string, SideResource>,
  { assignments, memberships }: Access,
): ReadonlySet<string> {
  const isIn = (urn: string | undefined) => marksAdministrators(resources.get(urn ?? ""));
  const inside = ({ resource }: { readonly resource: SideResource }) => isIn(resource.parent);
  const groups = [...resources.values()].filter(({ kind, parent }) => {
    return kind === "group" && isIn(parent);
  });
  return new Set([
    ...groups.map(({ urn }) => urn),
    ...assignments.filter(inside).flatMap(({ principals }) => principals),
    ...memberships.filter(inside).flatMap(({ groups }) => groups),
  ]);
}

/** Whether a component says that its group is the administrators'; what isn't known may be so. */
export function marksAdministrators(component: SideResource | undefined): boolean {
  if (component?.type !== ACCESS_GROUP) return false;
  // What it registers in the end isn't known in a preview; what it was given is.
  const { inputs, outputs } = component;
  const mark = property(inputs, "Administrators") ?? property(outputs, "Administrators");
  return mark === true || mark === UNKNOWN;
}
