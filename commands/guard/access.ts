import { property } from "../../policies/resources/resource.ts";
import { text, UNKNOWN, type Unknown } from "../../policies/value.ts";
import type { Identities } from "./identities.ts";
import type { SideResource } from "./side.ts";

/** Somebody's membership in a group. */
export interface Membership {
  readonly resource: SideResource;
  /** None where nobody knows yet which. */
  readonly groups: readonly string[];
  readonly people: readonly string[];
}

/** A permission set in an account, for a group or a person. */
export interface Assignment {
  readonly resource: SideResource;
  readonly toPerson: boolean;
  readonly principals: readonly string[];
  readonly sets: readonly string[];
  /** 12 digits. */
  readonly account: string | Unknown;
}

const EVERYBODY = "members of ";

/** Stands for all members of a group that nobody here knows. */
export function everybodyIn(group: string): string {
  return `${EVERYBODY}${group}`;
}

/** The group whose unknown members are meant; undefined for a person. */
export function groupOfEverybody(person: string): string | undefined {
  return person.startsWith(EVERYBODY) ? person.slice(EVERYBODY.length) : undefined;
}

/** The access that one side of a preview gives. */
export class Access {
  readonly memberships: readonly Membership[];
  readonly assignments: readonly Assignment[];
  /** By group or person. */
  readonly #assigned = new Map<string, Assignment[]>();
  /** By person, the groups; of those whose members are elsewhere, somebody who stands for them. */
  readonly #groups = new Map<string, Set<string>>();

  constructor(resources: ReadonlyMap<string, SideResource>, identities: Identities) {
    const all = [...resources.values()];
    this.memberships = all
      .filter(({ kind }) => kind === "membership")
      .map((resource) => ({
        resource,
        groups: identities.named("group", "GroupId", resource),
        people: orItself(identities.named("person", "MemberId", resource), resource),
      }));
    this.assignments = all
      .filter(({ kind }) => kind === "assignment")
      .map((resource) => {
        const toPerson = property(resource.inputs, "PrincipalType") === "USER";
        return {
          resource,
          toPerson,
          principals: orItself(
            identities.named(toPerson ? "person" : "group", "PrincipalId", resource),
            resource,
          ),
          sets: orItself(
            identities.named("permission-set", "PermissionSetArn", resource),
            resource,
          ),
          account: text(property(resource.inputs, "TargetId")) ?? UNKNOWN,
        };
      });
    for (const { groups, people } of this.memberships) {
      for (const person of people) for (const group of groups) this.#join(person, group);
    }
    for (const assignment of this.assignments) {
      for (const principal of assignment.principals) {
        const known = this.#assigned.get(principal);
        if (known) known.push(assignment);
        else this.#assigned.set(principal, [assignment]);
        if (assignment.toPerson) this.#join(principal, principal);
        else if (resources.get(principal)?.external ?? true) {
          this.#join(everybodyIn(principal), principal);
        }
      }
    }
  }

  /** Everybody who is in a group or has access, and those who stand for members that nobody here knows. */
  get people(): Iterable<string> {
    return this.#groups.keys();
  }

  /** What a group, or a person by itself, is assigned. */
  assignedTo(principal: string): readonly Assignment[] {
    return this.#assigned.get(principal) ?? [];
  }

  /** The groups that somebody is in; of a person with assignments of its own, the person itself too. */
  groupsOf(person: string): ReadonlySet<string> {
    return this.#groups.get(person) ?? new Set();
  }

  #join(person: string, group: string): void {
    const known = this.#groups.get(person);
    if (known) known.add(group);
    else this.#groups.set(person, new Set([group]));
  }
}

/** Whoever isn't known yet goes by what gives it access. */
function orItself(known: readonly string[], { urn }: SideResource): readonly string[] {
  return known.length > 0 ? known : [urn];
}
