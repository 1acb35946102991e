import { type LastUpdate, thing, thingNamed, type Unseen, type UpdateNote } from "./deployed.ts";

/** What is wanted, named as in notes, with its content where that may change. */
export type WantedThings = ReadonlyMap<string, string>;

/** Former permission sets that are remembered: each costs the state a line. */
const MOST_FORMER = 20;

/**
 * What AWS may have otherwise than the state says, after updates that ended in between: where they wanted the same as this
 * one, it makes the same calls again, which tell; where they wanted something else, no call is about it any more.
 *
 * @param isRefreshed whether somebody has looked
 */
export function unseenAfter(
  { note, isMade, things, sections }: LastUpdate,
  wanted: WantedThings,
  isRefreshed: boolean,
): ReadonlyMap<string, Unseen> {
  const unseen = new Map<string, Unseen>();
  if (!note || isRefreshed) return unseen;
  // AWS isn't asked for anything of theirs before they are made.
  const created = new Set(note.creating);
  const isMissing = (owner: string) => created.has(owner) && !things.has(owner);
  const isPossible: Readonly<Record<Unseen, (one: string) => boolean>> = {
    made: (one) => !things.has(one) && !wanted.has(one) && !ownersOf(one).some(isMissing),
    removed: (one) => things.has(one) && wanted.has(one),
    changed: (one) => things.has(one) && wanted.has(one),
  };
  const add = (one: string, what: Unseen) => {
    if (isPossible[what](one)) unseen.set(one, what);
  };
  for (const [one, what] of Object.entries(note.unseen)) add(one, what);
  for (const one of note.removing) add(one, "removed");
  for (const one of note.making) {
    if (isRegistration(one) ? !sections.made : !isMade) add(one, "made");
  }
  if (isMade) return unseen;
  for (const [one, content] of Object.entries(note.changing)) {
    if (content !== wanted.get(one)) add(one, "changed");
  }
  return unseen;
}

/** Whom it is of: without any of them there is none. */
function ownersOf(one: string): string[] {
  const { kind, keys } = thingNamed(one);
  const [group = "", other = ""] = keys;
  if (kind === "membership") return [thing("group", group), thing("person", other)];
  return kind === "assignment" ? [thing("group", group), thing("permission set", other)] : [];
}

/** Of a delegated administrator's account. It is made among what guards the organization. */
export function isRegistration(one: string): boolean {
  return one.startsWith("registration ");
}

/** What an update notes before its first call. @param formerSets ARNs of the permission sets that it makes anew */
export function noteOf(
  { note, things }: LastUpdate,
  wanted: WantedThings,
  unseen: ReadonlyMap<string, Unseen>,
  formerSets: readonly string[],
): Omit<UpdateNote, "sections"> {
  const isAccess = (one: string) => /^(membership|assignment|registration) /.test(one);
  const making = [...wanted.keys()].filter((one) => !things.has(one));
  const former = new Set([...(note?.formerSets ?? []), ...formerSets]);
  return {
    // What is made besides gives nobody anything: it is found by its name when it is wanted again.
    making: making.filter(isAccess),
    creating: making.filter((one) => !isAccess(one)),
    removing: [...things.keys()].filter((one) => !wanted.has(one)),
    changing: Object.fromEntries(
      [...wanted].filter(
        ([one, content]) => things.get(one)?.content !== content && things.has(one),
      ),
    ),
    unseen: Object.fromEntries(unseen),
    formerSets: [...former].slice(-MOST_FORMER),
  };
}
