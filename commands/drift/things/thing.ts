/** What Identity Center has, as far as code can want it. */
export type Kind =
  | "person"
  | "group"
  | "member"
  | "permission set"
  | "assignment"
  | "attributes for access control";

/** Texts by what they are of, such as `title`. What isn't there has none. */
export type Facts = ReadonlyMap<string, string>;

/** Facts by part, such as `tags`. A part that isn't here wasn't read, or can't be: it isn't compared. */
export type Parts = ReadonlyMap<string, Facts>;

/** One thing, as each side has it. */
export interface Thing {
  readonly kind: Kind;
  /** As people know it, such as `ada`. */
  readonly name: string;
  /** Where the code wants it, such as `access:people.ada`. */
  readonly path?: string;
  /** Absent where the code doesn't want it. */
  readonly code?: Parts;
  /** Absent where AWS doesn't have it. */
  readonly aws?: Parts;
  /** What the state says of it; absent where it says nothing. */
  readonly state?: StateOf;
  /** Whether this program makes it: what is made elsewhere isn't in the state. */
  readonly isMade: boolean;
  /** What takes it away, for AWS's CLI, where neither code nor state know it. */
  readonly removal?: string;
  /** Of a member: key of the group. */
  readonly group?: string;
  /** What Pulumi takes it into the state as; absent where it isn't known what all of it is like. */
  readonly resources?: readonly ImportedResource[];
}

/** A resource of this program that AWS has. */
export interface ImportedResource {
  readonly type: string;
  /** Its own name in the program. */
  readonly name: string;
  /** As `pulumi import` takes it. */
  readonly id: string;
}

export interface StateOf {
  readonly parts: Parts;
  /** Whether it is another one than AWS has by now: that one was deleted, and made anew past Pulumi. */
  readonly isStale: boolean;
}

/** Nothing but that it is there. */
export const THERE: Parts = new Map();

/** Facts without what isn't said: AWS and Pulumi tell it in different ways. */
export function facts(entries: Iterable<readonly [string, unknown]>): Facts {
  return new Map(
    [...entries].flatMap(([name, value]): [string, string][] =>
      value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
    ),
  );
}
