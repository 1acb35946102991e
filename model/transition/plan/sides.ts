import type { SetContent } from "../../access/setContent.ts";
import { policiesText } from "../../access/setContent.ts";
import { isWithin } from "../content/within.ts";
import { Holders } from "./holders.ts";
import type { Situation } from "./situation.ts";

/** Which of the two sides give a person a permission set in an account. */
export interface Given {
  readonly before: boolean;
  readonly wanted: boolean;
}

/** What AWS can't bring everywhere. */
export interface Unreached {
  /** Ids of accounts that AWS can't bring anything to. */
  readonly closed: ReadonlySet<string>;
  /** Keys of permission sets that AWS is to bring to their accounts though nothing of them changes. */
  readonly waiting: ReadonlySet<string>;
}

export const ALL_REACHED: Unreached = { closed: new Set(), waiting: new Set() };

export const ONLY_WANTED: Given = { before: false, wanted: true };

/** What is deployed and what is wanted: nobody may ever have what neither gives. */
export class Sides {
  readonly before: Situation;
  readonly wanted: Situation;
  readonly administrationAccountId: string;
  readonly #unreached: Unreached;
  readonly #hold: { readonly before: Holders; readonly wanted: Holders };
  readonly #within = new Map<string, boolean>();

  constructor(
    before: Situation,
    wanted: Situation,
    administrationAccountId: string,
    unreached: Unreached,
  ) {
    this.before = before;
    this.wanted = wanted;
    this.administrationAccountId = administrationAccountId;
    this.#unreached = unreached;
    this.#hold = { before: new Holders(before), wanted: new Holders(wanted) };
  }

  given(person: string, permissionSet: string, account: string): Given {
    return {
      before: this.#hold.before.has(person, permissionSet, account),
      wanted: this.#hold.wanted.has(person, permissionSet, account),
    };
  }

  /**
   * Which of the two sides limit what somebody has in an account while an update runs. One that is deregistered is a
   * delegated administrator until its end: what is wanted there doesn't count before.
   */
  givenMeanwhile(person: string, permissionSet: string, account: string): Given {
    const given = this.given(person, permissionSet, account);
    return this.isDeregistered(account) ? { ...given, wanted: false } : given;
  }

  /** Whether an account is a delegated administrator now, and isn't to be one. */
  isDeregistered(account: string): boolean {
    return this.before.delegates.has(account) && !this.wanted.delegates.has(account);
  }

  /** Whether a permission set is assigned where an account is deregistered. */
  isHeldWhereDeregistered(permissionSet: string): boolean {
    return [...this.before.entries.values()].some((sets) =>
      [...(sets.get(permissionSet) ?? [])].some((account) => this.isDeregistered(account)),
    );
  }

  /** Whether AWS must bring a set to its accounts once more, though nothing of it changes. */
  isWaiting(permissionSet: string): boolean {
    return this.#unreached.waiting.has(permissionSet);
  }

  /** Closed accounts in which a permission set is assigned by now. */
  closedOf(permissionSet: string): string[] {
    const { closed } = this.#unreached;
    if (closed.size === 0) return [];
    const accounts = [...this.before.entries.values()].flatMap((sets) => [
      ...(sets.get(permissionSet) ?? []),
    ]);
    return [...new Set(accounts.filter((account) => closed.has(account)))].sort();
  }

  /** Whether the sides that give somebody a permission set allow all that these contents do. Those of a set made elsewhere don't change. */
  allow(permissionSet: string, given: Given, contents: readonly SetContent[]): boolean {
    if (!given.before && !given.wanted) return false;
    const before = this.before.contents.get(permissionSet);
    const wanted = this.wanted.contents.get(permissionSet);
    if (!before && !wanted) return true;
    const limits = [
      ...(given.before && before ? [before] : []),
      ...(given.wanted && wanted ? [wanted] : []),
    ];
    const which = `${given.before} ${given.wanted} ${permissionSet} `;
    return contents.every((content) => {
      const key = `${which}${policiesText(content)}`;
      const known = this.#within.get(key);
      if (known !== undefined) return known;
      const answer = isWithin(content, limits);
      this.#within.set(key, answer);
      return answer;
    });
  }
}
