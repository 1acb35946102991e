import type { Holder } from "../../policies/stack/holder.ts";
import { UNKNOWN, type Unknown } from "../../policies/value.ts";
import { exceeds, type Verdict } from "../../policies/verdict.ts";
import { type Access, type Assignment, everybodyIn } from "./access.ts";
import type { Identities } from "./identities.ts";
import { markedGroups } from "./markedGroups.ts";
import { inManagementAccount, type Judged, NO } from "./setPrivilege.ts";
import { permissionSetsIn } from "./setStack.ts";
import type { SideResource } from "./side.ts";

/** Accounts in which Identity Center is administered. */
interface AdministeringAccounts {
  /** Undefined where nobody knows: then it may be any. */
  readonly management: string | undefined;
  /** Delegated administrators of Identity Center. */
  readonly delegated: readonly string[];
}

/** Who administers Identity Center, or the account that everything else hangs on, on one side of a preview. */
export class Administration {
  /** By URN; by ARN those that the preview doesn't show but for a part of them. */
  readonly sets: ReadonlyMap<string, Holder>;
  /** Groups that a component marks as administrators. */
  readonly marked: ReadonlySet<string>;
  readonly #resources: ReadonlyMap<string, SideResource>;
  readonly #access: Access;
  readonly #identities: Identities;
  readonly #accounts: AdministeringAccounts;
  readonly #verdicts = new Map<string, Judged>();
  readonly #principals = new Map<string, Judged>();

  constructor(
    resources: ReadonlyMap<string, SideResource>,
    access: Access,
    identities: Identities,
    accounts: AdministeringAccounts,
  ) {
    this.#resources = resources;
    this.#access = access;
    this.#identities = identities;
    this.#accounts = accounts;
    this.sets = permissionSetsIn(resources, identities);
    this.marked = markedGroups(resources, access);
  }

  /** Whether a permission set administers where it is assigned in the management account. */
  ofSet(set: string): Judged {
    let judged = this.#verdicts.get(set);
    if (!judged) {
      const holder = this.sets.get(set);
      judged = holder ? inManagementAccount(holder) : NO;
      // What is made elsewhere may hold more than what is attached to it here.
      if (judged.verdict === "no" && (this.#resources.get(set)?.external ?? true)) {
        judged = { verdict: "unknown", by: "what it allows isn't in this preview" };
      }
      this.#verdicts.set(set, judged);
    }
    return judged;
  }

  /** Whether an assignment lets its group or person administer. */
  ofAssignment({ sets, account }: Assignment): Judged {
    const isThere = this.#isAdministering(account);
    if (isThere === "no") return NO;
    let most = NO;
    for (const set of sets) {
      const { verdict, by } = this.ofSet(set);
      const here = verdict === "yes" ? isThere : verdict;
      if (!exceeds(here, most.verdict)) continue;
      const where = account === UNKNOWN ? "an account that isn't known yet" : this.#place(account);
      const why = by === "" ? "" : ` (${by})`;
      most = {
        verdict: here,
        by: `permission set ${this.#identities.nameOf(set)} in ${where}${why}`,
      };
    }
    return most;
  }

  /** Whether somebody administers. */
  ofPerson(person: string): Judged {
    let most = NO;
    for (const through of this.#access.groupsOf(person)) {
      const { verdict, by } = this.#ofPrincipal(through);
      if (!exceeds(verdict, most.verdict)) continue;
      const isItself = through === person || person === everybodyIn(through);
      const group = isItself ? "" : `, through group ${this.#identities.nameOf(through)}`;
      most = { verdict, by: this.marked.has(through) ? by : `${by}${group}` };
    }
    return most;
  }

  /** Whether a group, or a person by itself, is assigned what administers. */
  #ofPrincipal(principal: string): Judged {
    const known = this.#principals.get(principal);
    if (known) return known;
    let most = NO;
    for (const assignment of this.#access.assignedTo(principal)) {
      const judged = this.ofAssignment(assignment);
      if (exceeds(judged.verdict, most.verdict)) most = judged;
    }
    if (this.marked.has(principal)) {
      const name = this.#identities.nameOf(principal);
      most = { verdict: "yes", by: `group ${name}, which is marked as administrators` };
    }
    this.#principals.set(principal, most);
    return most;
  }

  /** Groups and people whose assignments let them administer, or may do so. */
  get principals(): ReadonlySet<string> {
    const found = new Set(this.marked);
    for (const assignment of this.#access.assignments) {
      if (this.ofAssignment(assignment).verdict === "no") continue;
      for (const principal of assignment.principals) found.add(principal);
    }
    return found;
  }

  #isAdministering(account: string | Unknown): Verdict {
    const { management, delegated } = this.#accounts;
    if (account !== UNKNOWN && delegated.includes(account)) return "yes";
    if (account === UNKNOWN || management === undefined) return "unknown";
    return account === management ? "yes" : "no";
  }

  #place(account: string): string {
    const isDelegated = this.#accounts.delegated.includes(account);
    return isDelegated ? `${account}, a delegated administrator of Identity Center` : account;
  }
}
