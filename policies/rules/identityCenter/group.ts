import { property, type Resource } from "../../resources/resource.ts";
import { mayLeadHere } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";
import { text, UNKNOWN, type Unknown, type Value } from "../../value.ts";
import type { Verdict } from "../../verdict.ts";
import { nativeInput } from "./assignment.ts";
import { GROUP_MEMBERSHIPS, GROUPS } from "./types.ts";

/** The groups of the directory that a stack declares, and which of them have members. */
export class Groups {
  readonly #stack: Stack;
  readonly #byId = new Map<string, Resource>();
  readonly #byUrn = new Map<string, Resource>();
  readonly #peopled = new Set<Resource>();
  #more = false;

  constructor(stack: Stack) {
    this.#stack = stack;
    for (const group of stack.declared(...GROUPS)) {
      for (const id of this.#idsOf(group)) this.#byId.set(id, group);
      if (group.logicalId === undefined) this.#byUrn.set(group.urn, group);
    }
    for (const membership of stack.declared(...GROUP_MEMBERSHIPS)) {
      const id = property(membership.inputs, "GroupId");
      const group = this.#named(membership, id, nativeInput(membership, "GroupId"));
      if (group === UNKNOWN) this.#more = true;
      else if (group) this.#peopled.add(group);
    }
  }

  /**
   * Whether a group that gets something has a member, or comes from elsewhere with its members.
   *
   * @param id what names the group
   * @param input that it stands in
   */
  hasMember(resource: Resource, id: Value | undefined, input: string): Verdict {
    const group = this.#named(resource, id, input);
    if (group === UNKNOWN) return "unknown";
    if (!group || this.#peopled.has(group)) return "yes";
    return this.#more ? "unknown" : "no";
  }

  /** @returns `undefined` for a group that the stack doesn't declare */
  #named(resource: Resource, id: Value | undefined, input: string): Resource | Unknown | undefined {
    const value = text(id);
    if (typeof value === "string") return this.#byId.get(scoped(value, resource));
    const origins = this.#stack.at(resource)?.propertyDependencies[input] ?? [];
    const groups = new Set(origins.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []));
    const [group] = groups;
    if (groups.size > 0) return groups.size === 1 ? group : UNKNOWN;
    return mayLeadHere(origins) ? UNKNOWN : undefined;
  }

  #idsOf(group: Resource): readonly string[] {
    if (group.references) {
      const [reference = ""] = group.references;
      return [scoped(reference.replace(/\}$/, ".GroupId}"), group)];
    }
    const id = this.#stack.at(group)?.output("groupId");
    return typeof id === "string" ? [id] : [];
  }
}

/** A placeholder means something in its own template only. */
function scoped(value: string, { urn, scope = urn }: Resource): string {
  return value.includes("${") ? `${scope} ${value}` : value;
}
