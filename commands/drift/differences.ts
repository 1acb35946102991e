import type { Facts, ImportedResource, Kind, Parts, Thing } from "./things/thing.ts";

/**
 * What brings AWS to what the code says: `update`, the next one does; `refresh`, once Pulumi has looked at what AWS has, since
 * to its state nothing is different; `adopt`, once the state knows what is there; `hand`, only somebody can.
 */
export type Remedy = "update" | "refresh" | "adopt" | "hand";

/** Something in which code and AWS, or AWS and the state, differ. */
export interface Difference {
  readonly kind: Kind;
  readonly name: string;
  /** Where the code says it. */
  readonly path?: string;
  /** Of what is on both sides: what of it differs, such as `title`. Absent for what is on one side only. */
  readonly what?: string;
  /** As the code has it; absent where it hasn't. */
  readonly code?: string;
  readonly aws?: string;
  /** Absent where no state was read. */
  readonly remedy?: Remedy;
  /** What does it by hand: a command, or in words. */
  readonly byHand?: string;
  /** Of a member: key of the group. */
  readonly group?: string;
  /** What Pulumi can take into the state: AWS has it exactly as the code wants it. */
  readonly resources?: readonly ImportedResource[];
}

/** What differs of all things. @param hasState whether a state was read */
export function differencesOf(things: readonly Thing[], hasState: boolean): Difference[] {
  return things.flatMap((thing) => ofThing(thing, hasState));
}

/** What is there on one side only. */
const THERE = "there";

function ofThing(thing: Thing, hasState: boolean): Difference[] {
  const { kind, name, path, group, code, aws, state, isMade, resources } = thing;
  const base = {
    ...{ kind, name },
    ...(path === undefined ? {} : { path }),
    ...(group === undefined ? {} : { group }),
  };
  const remedied = (remedy: Remedy): Pick<Difference, "remedy"> => (hasState ? { remedy } : {});
  if (code && !aws) {
    if (!isMade) return [{ ...base, code: THERE, remedy: "hand", byHand: missing(kind) }];
    return [{ ...base, code: THERE, ...remedied(state ? "refresh" : "update") }];
  }
  if (aws && !code) {
    if (state && !state.isStale) return [{ ...base, aws: THERE, remedy: "update" }];
    const { removal } = thing;
    return [{ ...base, aws: THERE, remedy: "hand", ...(removal && { byHand: removal }) }];
  }
  if (!code || !aws) return [];
  const differing = factDifferences(code, aws).map(({ what, ...values }): Difference => {
    const byHand = BY_HAND[`${kind} ${what}`];
    if (byHand !== undefined) return { ...base, what, ...values, remedy: "hand", byHand };
    const isKnown = state !== undefined && factOf(state.parts, what) === values.code;
    return { ...base, what, ...values, ...remedied(remedyOf(thing, isKnown)) };
  });
  if (differing.length > 0 || !hasState || !isMade) return differing;
  if (!state) {
    const isRead = [...code.keys()].every((part) => aws.has(part));
    const both = { ...base, code: THERE, aws: THERE, remedy: "adopt" } as const;
    return [{ ...both, ...(isRead && resources ? { resources } : {}) }];
  }
  return state.isStale ? [{ ...base, code: THERE, aws: THERE, remedy: "refresh" }] : [];
}

function remedyOf({ state }: Thing, isKnown: boolean): Remedy {
  if (!state) return "adopt";
  return isKnown || state.isStale ? "refresh" : "update";
}

/** What no update changes. */
const BY_HAND: Readonly<Record<string, string>> = {
  "person status":
    "enable the person in the console of Identity Center, or take them out of the code",
  "person userName": "AWS's sign-in name is the person's: write it as userName into the code",
};

function missing(kind: Kind): string {
  return `no ${kind} has this name by now: correct it, or take it out of the code`;
}

interface FactDifference {
  readonly what: string;
  readonly code?: string;
  readonly aws?: string;
}

function factDifferences(code: Parts, aws: Parts): FactDifference[] {
  return [...code].flatMap(([part, wanted]) => {
    const found = aws.get(part);
    return found ? differing(wanted, found) : [];
  });
}

function differing(wanted: Facts, found: Facts): FactDifference[] {
  const names = new Set([...wanted.keys(), ...found.keys()]);
  return [...names].flatMap((what): FactDifference[] => {
    const [code, aws] = [wanted.get(what), found.get(what)];
    if (code === aws) return [];
    return [
      { what, ...(code === undefined ? {} : { code }), ...(aws === undefined ? {} : { aws }) },
    ];
  });
}

function factOf(parts: Parts, what: string): string | undefined {
  for (const facts of parts.values()) if (facts.has(what)) return facts.get(what);
  return undefined;
}
