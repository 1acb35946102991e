import { property } from "../../policies/resources/resource.ts";
import { object, UNKNOWN, type Value } from "../../policies/value.ts";
import { partsOf } from "./digest.ts";
import { ACCESS_GROUP, type Kind } from "./resourceKind.ts";
import type { SideResource, Sides } from "./side.ts";

/** Outputs that others name a resource by. */
const IDS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  person: ["userId"],
  group: ["groupId"],
  "permission-set": ["arn", "permissionSetArn"],
};

/**
 * Who is who in a preview: people, groups and permission sets go by their URN where the preview shows them, by the id
 * or ARN that others name them by where it doesn't.
 */
export class Identities {
  readonly #urns = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #kinds = new Map<string, Kind>();

  constructor({ before, after }: Sides) {
    const all = new Map([...before, ...after]);
    for (const resource of [...before.values(), ...after.values()]) {
      const { urn, kind } = resource;
      if (kind === undefined) continue;
      this.#kinds.set(urn, kind);
      for (const id of idsOf(resource)) this.#urns.set(`${kind} ${id}`, urn);
      this.#names.set(urn, ownName(resource));
    }
    // A group that is made elsewhere has no name here, but the component that speaks of it has.
    for (const { parent, inputs, kind } of all.values()) {
      const component = partsOf(parent ?? "");
      if (component.type !== ACCESS_GROUP) continue;
      const id = property(inputs, kind === "assignment" ? "PrincipalId" : "GroupId");
      if (typeof id === "string" && this.#keyOf("group", id) === id) {
        this.#names.set(id, component.name);
      }
    }
  }

  /**
   * Whom a value names; several where only the resources are known that it comes from.
   *
   * @returns none when nobody knows yet
   */
  named(kind: Kind, input: string, { inputs, origins }: SideResource): readonly string[] {
    const given = idIn(property(inputs, input));
    if (given === undefined) return [];
    if (given !== UNKNOWN) return [this.#keyOf(kind, given)];
    const from = origins[input] ?? origins[input.charAt(0).toLowerCase() + input.slice(1)] ?? [];
    return from.filter((urn) => this.#kinds.get(urn) === kind);
  }

  /** What people call it, and approvals name it by. */
  nameOf(key: string): string {
    return this.#names.get(key) ?? (key.startsWith("urn:") ? partsOf(key).name : key);
  }

  #keyOf(kind: Kind, id: string): string {
    return this.#urns.get(`${kind} ${id}`) ?? id;
  }
}

/** In aws-native and CloudFormation a member is an object that holds its id. */
function idIn(value: Value | undefined): string | typeof UNKNOWN | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  const member = object(value);
  if (member === undefined) return undefined;
  const id = member === UNKNOWN ? UNKNOWN : property(member, "UserId");
  return typeof id === "string" ? id : UNKNOWN;
}

function idsOf({ kind, outputs, id }: SideResource): string[] {
  const known = (kind ? (IDS[kind] ?? []) : []).map((output) => outputs[output]);
  // d-1234567890/<user id>; <ARN of the set>,<ARN of the instance>
  const own = kind === "permission-set" ? id?.split(",")[0] : id?.split("/").at(-1);
  return [...known, own].filter((one) => typeof one === "string");
}

/** `people/ada` of component `people` → `ada`. By URNs alone: the preview may not show the component. */
function ownName({ name, parent = "" }: SideResource): string {
  const prefix = `${partsOf(parent).name}/`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
