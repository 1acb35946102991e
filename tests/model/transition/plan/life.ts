import type { SetContent } from "../../../../model/access/setContent.ts";
import type { Situation } from "../../../../model/transition/plan/situation.ts";
import type { Update } from "../../../../model/transition/plan/update.ts";
import { allowedBy } from "./meaning.ts";

/** As docs/order.md has it. */
const USUAL_ORDER = [
  "permissionsBoundary",
  "inlinePolicy",
  "customerManagedPolicies",
  "managedPolicies",
];

/** A permission set as AWS has it: a renamed one is another. */
interface MadeSet {
  readonly key: string;
  content: SetContent;
}

/** What one call changes. */
interface Call {
  readonly what: string;
  readonly after: readonly Call[];
  run(): void;
}

/**
 * An organization that updates are carried out on, call by call, as Pulumi's engine and AWS do it: what is made and
 * changed first, in any order that dependencies leave, then what is deleted. Written for tests alone, from the rules of
 * docs/order.md: it asks nothing of the planner but what shall be there after each update, and in which order a set's
 * parts go.
 */
export class Life {
  readonly #members = new Set<string>();
  readonly #assignments = new Map<string, MadeSet>();
  readonly #roles = new Map<MadeSet, Map<string, SetContent>>();
  readonly #sets = new Map<string, MadeSet>();
  readonly #names = new Map<string, string>();
  readonly #delegates: Set<string>;
  #now: Situation;

  constructor(before: Situation) {
    this.#now = before;
    for (const [key, content] of before.contents) this.#sets.set(key, { key, content });
    for (const [group, people] of before.members) {
      for (const person of people) this.#members.add(`${group} ${person}`);
    }
    for (const [group, set, account] of entriesOf(before)) this.#assign(group, set, account);
    for (const [thing, name] of namesOf(before)) this.#names.set(thing, name);
    this.#delegates = new Set(before.delegates);
  }

  /**
   * What everybody may do: actions by person, permission set and account. Each is another in the account of a delegated
   * administrator, where it reaches further.
   */
  grants(): Map<string, ReadonlySet<string>> {
    const grants = new Map<string, ReadonlySet<string>>();
    for (const [assignment, set] of this.#assignments) {
      const [group, key, account = ""] = assignment.split(" ");
      for (const member of this.#members) {
        const [of, person] = member.split(" ");
        if (of !== group) continue;
        const role = this.#roles.get(set)?.get(account);
        const triple = `${person} ${key} ${account}`;
        const actions = role ? [...allowedBy(role)] : [];
        const further = this.#delegates.has(account)
          ? ["", ...actions].map((action) => `delegated:${action}`)
          : [];
        grants.set(triple, new Set([...(grants.get(triple) ?? []), ...actions, ...further]));
      }
    }
    return grants;
  }

  /**
   * Carries out an update.
   *
   * @param draws numbers that decide which of the calls that could be next is
   * @param onCall after each call; an error of it ends the update there
   */
  update(
    { draft, changes }: Update,
    draws: Iterator<number>,
    onCall: (what: string) => void,
  ): void {
    const now = this.#now;
    const made: Call[] = [];
    const deleted: Call[] = [];
    const call = (to: Call[], what: string, run: () => void, after: readonly Call[] = []): Call => {
      const one = { what, run, after };
      to.push(one);
      return one;
    };
    for (const [thing, name] of namesOf(draft)) {
      const [section] = thing.split(" ");
      // What gets another name in place has it already where only the letters' case differs; a set is made anew.
      const isSet = section === "permissionSets";
      const had = this.#names.get(thing);
      if (isSet ? had === name : had?.toLowerCase() === name.toLowerCase()) continue;
      call(made, `name ${thing} "${name}"`, () => {
        for (const [other, taken] of this.#names) {
          if ((other === thing && !isSet) || other.split(" ")[0] !== section) continue;
          if (taken.toLowerCase() === name.toLowerCase()) {
            throw new Error(`${thing} asks for "${name}", which ${other} still has`);
          }
        }
        this.#names.set(thing, name);
      });
    }
    for (const [thing] of namesOf(now)) {
      const isGone = !namesOf(draft).some(([other]) => other === thing);
      const wasDropped = thing.startsWith("people ") && draft.people.has(thing.split(" ")[1] ?? "");
      if (isGone) {
        call(wasDropped ? made : deleted, `drop ${thing}`, () => this.#names.delete(thing));
      }
    }
    const complete = new Map<string, Call[]>();
    const oldSets = new Map<string, MadeSet>();
    for (const [key, to] of draft.contents) {
      const from = now.contents.get(key);
      const isRenamed =
        from && now.names.permissionSets.get(key) !== draft.names.permissionSets.get(key);
      if (!from || isRenamed) {
        if (isRenamed) oldSets.set(key, this.#sets.get(key) as MadeSet);
        const set = { key, content: to };
        complete.set(key, [call(made, `make ${key}`, () => this.#sets.set(key, set))]);
        continue;
      }
      const set = this.#sets.get(key) as MadeSet;
      complete.set(key, this.#changeSet(set, to, changes.get(key)?.order, made, deleted, call));
    }
    for (const [group, people] of draft.members) {
      for (const person of people) {
        const member = `${group} ${person}`;
        if (!this.#members.has(member)) {
          call(made, `join ${member}`, () => this.#members.add(member));
        }
      }
    }
    for (const member of this.#members) {
      const [group = "", person = ""] = member.split(" ");
      if (draft.members.get(group)?.has(person)) continue;
      call(deleted, `leave ${member}`, () => this.#members.delete(member));
    }
    const unassigned: Call[] = [];
    for (const [group, key, account] of entriesOf(draft)) {
      const assignment = `${group} ${key} ${account}`;
      const old = oldSets.get(key);
      const isNew = !this.#assignments.has(assignment);
      if (!isNew && !old) continue;
      const run = () => this.#assign(group, key, account, old ? " renamed" : "");
      call(made, `assign ${assignment}`, run, complete.get(key) ?? []);
      if (!isNew) {
        const settle = () => {
          this.#assignments.set(assignment, this.#sets.get(key) as MadeSet);
          this.#assignments.delete(`${assignment} renamed`);
        };
        unassigned.push(call(deleted, `unassign the old ${assignment}`, settle));
      } else if (old) {
        const settle = () => {
          this.#assignments.set(assignment, this.#sets.get(key) as MadeSet);
          this.#assignments.delete(`${assignment} renamed`);
        };
        call(deleted, `settle ${assignment}`, settle);
      }
    }
    for (const assignment of this.#assignments.keys()) {
      const [group = "", key = "", account = ""] = assignment.split(" ");
      if (draft.entries.get(group)?.get(key)?.has(account)) continue;
      const run = () => this.#assignments.delete(assignment);
      unassigned.push(call(deleted, `unassign ${assignment}`, run));
    }
    const isRegistering = [...draft.delegates].some((account) => !now.delegates.has(account));
    for (const account of now.delegates) {
      if (draft.delegates.has(account)) continue;
      // AWS takes one: another is registered in its place.
      const calls = isRegistering ? made : deleted;
      call(calls, `deregister ${account}`, () => this.#delegates.delete(account));
    }
    for (const account of draft.delegates) {
      if (now.delegates.has(account)) continue;
      const first = made.filter(({ what }) => what.startsWith("deregister "));
      call(made, `register ${account}`, () => this.#delegates.add(account), first);
    }
    for (const calls of [made, deleted]) run(calls, draws, onCall);
    this.#now = draft;
  }

  #changeSet(
    set: MadeSet,
    to: SetContent,
    order: readonly string[] = USUAL_ORDER,
    made: Call[],
    deleted: Call[],
    call: (to: Call[], what: string, run: () => void, after?: readonly Call[]) => Call,
  ): Call[] {
    const from = set.content;
    let last: Call[] = [];
    const step = (what: string, run: () => void) => {
      last = [call(made, `${what} ${set.key}`, run, last)];
    };
    const put = (change: Partial<SetContent>) => {
      set.content = { ...set.content, ...change };
    };
    const boundary = ({ managedBoundary, customerManagedBoundary }: SetContent) => ({
      managedBoundary,
      customerManagedBoundary,
    });
    const isOther = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
    const hasBoundary =
      to.managedBoundary !== undefined || to.customerManagedBoundary !== undefined;
    const lists = (key: "customerManagedPolicies" | "managedPolicies") => {
      if (!isOther(from[key], to[key])) return;
      const has = (all: readonly unknown[], one: unknown) =>
        all.some((other) => !isOther(one, other));
      for (const policy of to[key]) {
        if (has(from[key], policy)) continue;
        step("attach to", () => put({ [key]: [...set.content[key], policy] }));
      }
      for (const policy of from[key]) {
        if (has(to[key], policy)) continue;
        const others = () =>
          (set.content[key] as readonly unknown[]).filter((one) => isOther(one, policy));
        step("detach from", () => put({ [key]: others() }));
      }
      step("provision", () => this.#provision(set));
    };
    for (const part of order) {
      if (part === "customerManagedPolicies" || part === "managedPolicies") lists(part);
      else if (part === "permissionsBoundary") {
        if (!hasBoundary || !isOther(boundary(from), boundary(to))) continue;
        step("put the boundary of", () => put(boundary(to)));
        step("provision", () => this.#provision(set));
      } else if (to.inlinePolicy !== undefined && from.inlinePolicy !== to.inlinePolicy) {
        step("put the inline policy of", () => put({ inlinePolicy: to.inlinePolicy }));
        step("provision", () => this.#provision(set));
      }
    }
    const drop = (what: string, change: Partial<SetContent>) => {
      const first = call(deleted, `${what} ${set.key}`, () => put(change));
      call(deleted, `provision ${set.key}`, () => this.#provision(set), [first]);
    };
    if (to.inlinePolicy === undefined && from.inlinePolicy !== undefined) {
      drop("delete the inline policy of", { inlinePolicy: undefined });
    }
    if (!hasBoundary && isOther(boundary(from), boundary(to))) {
      drop("delete the boundary of", boundary(to));
    }
    return last;
  }

  #assign(group: string, key: string, account: string, as = ""): void {
    const set = this.#sets.get(key) ?? { key, content: EMPTY };
    this.#sets.set(key, set);
    this.#assignments.set(`${group} ${key} ${account}${as}`, set);
    const roles = this.#roles.get(set) ?? new Map<string, SetContent>();
    this.#roles.set(set, roles);
    roles.set(account, set.content);
  }

  #provision(set: MadeSet): void {
    const roles = this.#roles.get(set);
    for (const account of roles?.keys() ?? []) roles?.set(account, set.content);
  }
}

const EMPTY: SetContent = { managedPolicies: [], customerManagedPolicies: [] };

/** Runs calls in one of the orders that their dependencies leave. */
function run(
  calls: readonly Call[],
  draws: Iterator<number>,
  onCall: (what: string) => void,
): void {
  const open = [...calls];
  const done = new Set<Call>();
  while (open.length > 0) {
    const ready = open.filter(({ after }) => after.every((one) => done.has(one)));
    const next = ready[Math.floor((draws.next().value as number) * ready.length)] as Call;
    open.splice(open.indexOf(next), 1);
    next.run();
    done.add(next);
    onCall(next.what);
  }
}

export function entriesOf({ entries }: Situation): [string, string, string][] {
  return [...entries].flatMap(([group, sets]) =>
    [...sets].flatMap(([set, accounts]) =>
      [...accounts].map((account): [string, string, string] => [group, set, account]),
    ),
  );
}

function namesOf({ names }: Situation): [string, string][] {
  return Object.entries(names).flatMap(([section, all]) =>
    [...all].map(([key, name]): [string, string] => [`${section} ${key}`, name]),
  );
}
