import { addTo, type Situation } from "./situation.ts";

/** Answers who has a permission set in an account at one moment. */
export class Holders {
  readonly #entries: Situation["entries"];
  readonly #groups = new Map<string, Set<string>>();

  constructor({ members, entries }: Pick<Situation, "members" | "entries">) {
    this.#entries = entries;
    for (const [group, people] of members) {
      for (const person of people) addTo(this.#groups, person, group);
    }
  }

  /** Whether a person has it, by whichever group. */
  has(person: string, permissionSet: string, account: string): boolean {
    for (const group of this.#groups.get(person) ?? []) {
      if (this.#entries.get(group)?.get(permissionSet)?.has(account)) return true;
    }
    return false;
  }
}
