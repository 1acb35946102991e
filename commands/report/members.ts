import { shown } from "../../model/problems/shown.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";

/** Who is in which group, as people are shown: by their keys, or by what they sign in with where they have none. */
export class Members {
  readonly #groups: Configuration["groups"];
  readonly #people: Configuration["people"];
  /** Sign-in names of the members of groups that are made elsewhere, by name of the group. */
  readonly #existing: ReadonlyMap<string, readonly string[]>;
  /** Keys of people, by what they sign in with. */
  readonly #keys: ReadonlyMap<string, string>;

  /** @param existing what the organization file says of groups that are made elsewhere */
  constructor(
    { groups, people }: Configuration,
    { existing }: Pick<OrganizationSnapshot, "existing">,
  ) {
    this.#groups = groups;
    this.#people = people;
    this.#existing = new Map(
      existing.groups.flatMap(({ name, members }) => (members ? [[form(name), members]] : [])),
    );
    this.#keys = new Map(
      Object.entries(people).map(([key, person]) => [form(person.userName), key]),
    );
  }

  /** The people of a group; of one that is made elsewhere and whose members nobody wrote down, what stands for them. */
  of(key: string): readonly string[] {
    const group = this.#groups[key];
    if (!group?.existing) return (group?.members ?? []).map(shown);
    const members = this.#existing.get(form(group.displayName));
    return members?.map((name) => this.named(name)) ?? [`members of ${shown(key)}`];
  }

  /** Groups that are made elsewhere and whose members nobody wrote down. */
  get unread(): readonly string[] {
    return Object.entries(this.#groups).flatMap(([key, { existing, displayName }]) =>
      existing && !this.#existing.has(form(displayName)) ? [shown(key)] : [],
    );
  }

  /** A person by what they sign in with, which may be the key of somebody else. */
  named(userName: string): string {
    const key = this.#keys.get(form(userName));
    if (key !== undefined) return shown(key);
    return shown(Object.hasOwn(this.#people, userName) ? `${userName} (sign-in name)` : userName);
  }
}

/** The identity store compares names without case. */
function form(name: string): string {
  return name.toLowerCase();
}
