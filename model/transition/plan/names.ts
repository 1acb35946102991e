import { type MadeSection, madeSections } from "../deployed.ts";
import type { Detour } from "./detour.ts";
import type { Names, Situation } from "./situation.ts";

type NameDetour = Extract<Detour, { kind: "name" }>;

/**
 * Names that AWS would be asked for before they are free: the engine changes side by side, and deletes last. Whoever
 * wants one waits under the old name; what is new, and one of those that take each other's, has another name in between,
 * and a person no e-mail. So has a permission set of whose name only the letters' case changes: AWS may not tell the two
 * apart.
 */
export function nameDetours(now: Situation, wanted: Situation): NameDetour[] {
  return madeSections.flatMap((section) =>
    detoursOf(section, now.names[section], wanted.names[section]),
  );
}

function detoursOf(section: MadeSection, now: Names, wanted: Names): NameDetour[] {
  const holders = new Map([...now].map(([key, name]) => [name.toLowerCase(), key]));
  const holderOf = (key: string): string | undefined => {
    const name = wanted.get(key);
    if (name === undefined || now.get(key) === name) return undefined;
    const holder = holders.get(name.toLowerCase());
    // A set with other letters is made before the former one goes; others change in place.
    return holder === key && section !== "permissionSets" ? undefined : holder;
  };
  const taken = new Set([...now.values(), ...wanted.values()].map((name) => name.toLowerCase()));
  return [...wanted].flatMap(([key, name]): NameDetour[] => {
    const holder = holderOf(key);
    if (holder === undefined) return [];
    const detour = { kind: "name", section, key, name, holder } as const;
    const old = now.get(key);
    if (old !== undefined && !isFirstOfRing(key, holderOf)) return [{ ...detour, now: old }];
    if (section === "people") return [detour];
    return [{ ...detour, meanwhile: freeName(name, taken, section) }];
  });
}

/** Whether those who wait for each other come back to this one, and it is the first of them by key. */
function isFirstOfRing(key: string, holderOf: (key: string) => string | undefined): boolean {
  const ring = ringOf(key, holderOf);
  return ring.length > 0 && ring.every((other) => key <= other);
}

function ringOf(key: string, holderOf: (key: string) => string | undefined): string[] {
  const ring: string[] = [];
  for (let at = holderOf(key); at !== undefined && !ring.includes(at); at = holderOf(at)) {
    ring.push(at);
    if (at === key) return ring;
  }
  return [];
}

/** Bytes that the provider takes in a name; people have none in between. */
const LONGEST: Readonly<Record<Exclude<MadeSection, "people">, number>> = {
  permissionSets: 32,
  groups: 1024,
};

/** A name that isn't taken, which it is from now on. */
export function freeName(
  name: string,
  taken: Set<string>,
  section: Exclude<MadeSection, "people">,
): string {
  const characters = [...name];
  for (let number = 2; ; number++) {
    const end = `-${number}`;
    while (Buffer.byteLength(characters.join("") + end) > LONGEST[section]) characters.pop();
    const free = `${characters.join("")}${end}`;
    if (taken.has(free.toLowerCase())) continue;
    taken.add(free.toLowerCase());
    return free;
  }
}
