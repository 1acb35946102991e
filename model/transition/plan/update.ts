import type { SetContent } from "../../access/setContent.ts";
import { administrations, mayRepair } from "./administration.ts";
import type { Exposure } from "./detour.ts";
import { Draft } from "./draft.ts";
import { Holders } from "./holders.ts";
import { type Change, changesOf } from "./legs.ts";
import { nameDetours } from "./names.ts";
import { ONLY_WANTED, type Sides } from "./sides.ts";
import type { Situation } from "./situation.ts";

const NOBODY: ReadonlySet<string> = new Set();
const NO_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** What a permission set holds during an update. */
interface Held {
  readonly ever: readonly SetContent[];
  /** After everything was made and changed, while the rest is deleted. */
  readonly late: readonly SetContent[];
}

/**
 * The next update on the way: what is wanted, less what would give somebody too much while Pulumi's engine carries it
 * out. The engine makes and changes first, side by side but for dependencies, and deletes last; an assignment waits for
 * all policies of its set, a membership for none.
 */
export class Update {
  /** What there is after it. */
  readonly draft: Draft;
  /** How the permission sets change that do; undefined for those that have to wait. */
  readonly changes: Map<string, Change>;
  /** What keeps the update from being safe, whatever is left for later. */
  readonly obstacles: string[] = [];
  readonly #now: Situation;
  readonly #sides: Sides;

  constructor(sides: Sides) {
    const now = sides.before;
    this.#now = now;
    this.#sides = sides;
    this.draft = new Draft(sides.wanted);
    for (const detour of nameDetours(now, sides.wanted)) this.draft.take(detour);
    this.changes = changesOf(sides, this.draft);
    for (const [permissionSet, change] of this.changes) {
      const from = now.contents.get(permissionSet) as SetContent;
      const why = change ? "steps" : sides.isClosed(permissionSet) ? "closed" : "holders";
      this.draft.change(permissionSet, change?.to ?? from, why);
    }
    while (this.#postpone() || this.#keepReachable() || this.#keepAdministered());
  }

  /** Leaves for later what meets something that goes in the same update. @returns whether anything new */
  #postpone(): boolean {
    let more = false;
    for (const group of groupsOf(this.#now, this.draft)) {
      const before = this.#now.members.get(group) ?? NOBODY;
      const after = this.draft.members.get(group) ?? NOBODY;
      const joining = [...after].filter((person) => !before.has(person));
      const had = this.#now.entries.get(group) ?? NO_SETS;
      const gets = this.draft.entries.get(group) ?? NO_SETS;
      for (const set of new Set([...had.keys(), ...gets.keys()])) {
        const was = had.get(set) ?? NOBODY;
        const will = gets.get(set) ?? NOBODY;
        const added = [...will].filter((account) => !was.has(account));
        if (joining.length + added.length === 0) continue;
        const { ever, late } = this.#held(set);
        for (const person of joining) {
          const exposure =
            this.#exposure(group, person, set, was, ever) ??
            this.#exposure(group, person, set, added, late);
          if (exposure) more = this.draft.take({ kind: "join", group, person, exposure }) || more;
        }
        for (const person of added.length > 0 ? before : []) {
          for (const account of added) {
            const exposure = this.#exposure(group, person, set, [account], late);
            if (!exposure) continue;
            const detour = {
              kind: "assign",
              group,
              permissionSet: set,
              account,
              exposure,
            } as const;
            more = this.draft.take(detour) || more;
          }
        }
      }
    }
    return more;
  }

  /** The first account in which a person of a group would have more than either side gives. */
  #exposure(
    group: string,
    person: string,
    permissionSet: string,
    accounts: Iterable<string>,
    contents: readonly SetContent[],
  ): Exposure | undefined {
    const { wanted } = this.#sides;
    const isMember = wanted.members.get(group)?.has(person);
    const wantedAccounts = wanted.entries.get(group)?.get(permissionSet);
    const isWanted = isMember && this.#sides.allow(permissionSet, ONLY_WANTED, contents);
    for (const account of accounts) {
      if (isWanted && wantedAccounts?.has(account)) continue;
      const given = this.#sides.given(person, permissionSet, account);
      if (this.#sides.allow(permissionSet, given, contents)) continue;
      return { person, permissionSet, account, withOtherPolicies: given.before || given.wanted };
    }
    return undefined;
  }

  #held(permissionSet: string): Held {
    const change = this.changes.get(permissionSet);
    if (change) {
      const { changing, deleting } = change.visited;
      return { ever: [...changing, ...deleting], late: deleting };
    }
    const content = this.#now.contents.get(permissionSet) ?? this.draft.contents.get(permissionSet);
    const contents = content ? [content] : [];
    return { ever: contents, late: contents };
  }

  /** Who has something now and keeps it has it after this update, too. @returns whether anything new */
  #keepReachable(): boolean {
    if (this.draft.isComplete) return false;
    const holders = new Holders(this.draft);
    let more = false;
    for (const [group, sets] of this.#now.entries) {
      const after = this.draft.members.get(group);
      for (const [permissionSet, accounts] of sets) {
        const kept = this.draft.entries.get(group)?.get(permissionSet);
        const going = [...accounts].filter((account) => !kept?.has(account));
        for (const person of this.#now.members.get(group) ?? []) {
          for (const account of after?.has(person) ? going : accounts) {
            if (!this.#sides.given(person, permissionSet, account).wanted) continue;
            if (holders.has(person, permissionSet, account)) continue;
            more = this.#keep(group, person, permissionSet, account) || more;
          }
        }
      }
    }
    return more;
  }

  #keep(group: string, person: string, permissionSet: string, account: string): boolean {
    const { draft } = this;
    if (
      !draft.members.has(group) ||
      !draft.people.has(person) ||
      !draft.permissionSets.has(permissionSet)
    ) {
      this.#obstacle(
        `${person} would lose ${permissionSet} in ${account} for a while, since the group ${group} goes`,
      );
      return false;
    }
    const stay = draft.take({ kind: "stay", group, person });
    return draft.take({ kind: "keep", group, permissionSet, account }) || stay;
  }

  /** Somebody administers Identity Center all the time. @returns whether anything new */
  #keepAdministered(): boolean {
    const { managementAccountId } = this.#sides;
    const before = administrations(this.#now, managementAccountId);
    const wanted = administrations(this.#sides.wanted, managementAccountId);
    if (before.length === 0 || wanted.length === 0) return false;
    const remains = (permissionSet: string, phase: "changing" | "deleting") =>
      (this.changes.get(permissionSet)?.visited[phase] ?? []).every(mayRepair);
    if (!before.some(({ permissionSet }) => remains(permissionSet, "changing"))) {
      for (const { permissionSet } of before) this.#wait(permissionSet);
      return true;
    }
    const after = administrations(this.draft, managementAccountId);
    if (after.some(({ permissionSet }) => remains(permissionSet, "deleting"))) return false;
    let more = false;
    for (const { group, people, permissionSet } of before) {
      for (const person of people) {
        more = this.#keep(group, person, permissionSet, managementAccountId) || more;
      }
    }
    if (!more) this.#obstacle("nobody could administer Identity Center until a later update");
    return more;
  }

  /** Leaves a permission set as it is for now. */
  #wait(permissionSet: string): void {
    this.changes.set(permissionSet, undefined);
    const content = this.#now.contents.get(permissionSet);
    if (content) this.draft.change(permissionSet, content, "administrators");
  }

  #obstacle(text: string): void {
    if (!this.obstacles.includes(text)) this.obstacles.push(text);
  }
}

function groupsOf(...situations: readonly Situation[]): ReadonlySet<string> {
  return new Set(
    situations.flatMap(({ members, entries }) => [...members.keys(), ...entries.keys()]),
  );
}
