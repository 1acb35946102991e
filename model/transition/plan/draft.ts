import { type SetContent, sameContent } from "../../access/setContent.ts";
import type { MadeSection } from "../deployed.ts";
import type { Detour, Halt } from "./detour.ts";
import { addTo, type Situation } from "./situation.ts";

type Sets<Value> = Map<string, Set<Value>>;

/** What one update shall bring about: what is wanted, less what has to wait. */
export class Draft implements Situation {
  readonly people: ReadonlySet<string>;
  readonly permissionSets: ReadonlySet<string>;
  readonly members: Sets<string>;
  readonly entries: Map<string, Sets<string>>;
  readonly contents: Map<string, SetContent>;
  readonly names: Record<MadeSection, Map<string, string>>;
  readonly administrators: Set<string>;
  readonly delegates: Set<string>;
  readonly #detours = new Map<string, Detour>();

  constructor(wanted: Situation) {
    this.people = wanted.people;
    this.permissionSets = wanted.permissionSets;
    this.members = copy(wanted.members);
    this.entries = new Map([...wanted.entries].map(([group, sets]) => [group, copy(sets)]));
    this.contents = new Map(wanted.contents);
    this.names = {
      people: new Map(wanted.names.people),
      groups: new Map(wanted.names.groups),
      permissionSets: new Map(wanted.names.permissionSets),
    };
    this.administrators = new Set(wanted.administrators);
    this.delegates = new Set(wanted.delegates);
  }

  get detours(): Detour[] {
    return [...this.#detours.values()];
  }

  /** Whether the update brings all that is wanted. */
  get isComplete(): boolean {
    return this.#detours.size === 0;
  }

  /** @returns whether it says something new */
  take(detour: Detour): boolean {
    const key = keyOf(detour);
    if (this.#detours.has(key)) return false;
    this.#detours.set(key, detour);
    if (detour.kind === "join") this.members.get(detour.group)?.delete(detour.person);
    else if (detour.kind === "stay") this.members.get(detour.group)?.add(detour.person);
    else if (detour.kind === "assign") this.#accounts(detour).delete(detour.account);
    else if (detour.kind === "keep") this.#accounts(detour).add(detour.account);
    else if (detour.kind === "stopgap") this.#stopgap(detour);
    else if (detour.kind === "register") this.delegates.delete(detour.account);
    else if (detour.kind === "name") this.#name(detour);
    return true;
  }

  /** What a set holds after the update, other than what is wanted. */
  change(permissionSet: string, content: SetContent, why: Halt, accounts?: string[]): void {
    const wanted = this.contents.get(permissionSet);
    const isSame = wanted !== undefined && sameContent(wanted, content);
    // A set that waits until it has left closed accounts may be what is wanted: AWS must bring it to the others.
    if (isSame && !accounts) return;
    this.contents.set(permissionSet, content);
    const detour: Detour = {
      ...{ kind: "policies", permissionSet, why },
      ...(accounts ? { accounts } : {}),
    };
    this.#detours.set(keyOf(detour), detour);
  }

  #name({ section, key, meanwhile, now }: Extract<Detour, { kind: "name" }>): void {
    const name = meanwhile ?? now;
    if (name === undefined) this.names[section].delete(key);
    else this.names[section].set(key, name);
  }

  #stopgap({ group, stopgap, person, ...entry }: Extract<Detour, { kind: "stopgap" }>): void {
    addTo(this.members, stopgap, person);
    this.#accounts({ group: stopgap, ...entry }).add(entry.account);
    if (this.administrators.has(group)) this.administrators.add(stopgap);
  }

  #accounts({ group, permissionSet }: { group: string; permissionSet: string }): Set<string> {
    const sets = this.entries.get(group) ?? new Map<string, Set<string>>();
    this.entries.set(group, sets);
    const accounts = sets.get(permissionSet) ?? new Set<string>();
    sets.set(permissionSet, accounts);
    return accounts;
  }
}

function keyOf(detour: Detour): string {
  const { kind } = detour;
  if (kind === "join" || kind === "stay")
    return JSON.stringify([kind, detour.group, detour.person]);
  if (kind === "assign" || kind === "keep") {
    return JSON.stringify([kind, detour.group, detour.permissionSet, detour.account]);
  }
  if (kind === "stopgap") {
    return JSON.stringify([
      kind,
      detour.stopgap,
      detour.person,
      detour.permissionSet,
      detour.account,
    ]);
  }
  if (kind === "policies") return JSON.stringify([kind, detour.permissionSet]);
  if (kind === "register") {
    return JSON.stringify([kind, detour.account, detour.person, detour.permissionSet]);
  }
  return JSON.stringify([kind, detour.section, detour.key]);
}

function copy<Value>(sets: ReadonlyMap<string, ReadonlySet<Value>>): Sets<Value> {
  return new Map([...sets].map(([key, values]) => [key, new Set(values)]));
}
