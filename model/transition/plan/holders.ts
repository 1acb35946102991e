import { addTo, type Situation } from "./situation.ts";

const NOBODY: ReadonlySet<string> = new Set();

/** Answers who has a permission set in an account at one moment. */
export class Holders {
  readonly #entries: Situation["entries"];
  readonly #groups = new Map<string, Set<string>>();
  /** Who was asked about last, and with which set: one is asked about account by account. */
  #last: { person: string; permissionSet: string; accounts: ReadonlySet<string>[] } | undefined;

  constructor({ members, entries }: Pick<Situation, "members" | "entries">) {
    this.#entries = entries;
    for (const [group, people] of members) {
      for (const person of people) addTo(this.#groups, person, group);
    }
  }

  /** Whether a person has it, by whichever group. */
  has(person: string, permissionSet: string, account: string): boolean {
    let last = this.#last;
    if (last?.person !== person || last.permissionSet !== permissionSet) {
      last = { person, permissionSet, accounts: this.#accountsOf(person, permissionSet) };
      this.#last = last;
    }
    for (const accounts of last.accounts) if (accounts.has(account)) return true;
    return false;
  }

  #accountsOf(person: string, permissionSet: string): ReadonlySet<string>[] {
    return [...(this.#groups.get(person) ?? NOBODY)].flatMap((group) => {
      const accounts = this.#entries.get(group)?.get(permissionSet);
      return accounts ? [accounts] : [];
    });
  }
}
