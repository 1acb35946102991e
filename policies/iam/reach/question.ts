import type { Extent } from "../../verdict.ts";
import type { Statement } from "../policy/statement.ts";

/** What somebody holds, and what limits it. */
export interface Grants {
  /** Statements of all its identity policies. */
  readonly identity: readonly Statement[];
  /** Statements of its permissions boundary; no boundary when absent. */
  readonly boundary?: readonly Statement[];
  /** Statements of the service control policies of each level: organization, units, account. */
  readonly controls?: readonly (readonly Statement[])[];
  /** ARNs of the holder, of its groups and of the managed policies that it holds, as far as they are known. */
  readonly itself?: readonly string[];
  /** All that the holder has, where this is a part that is asked about by itself. */
  readonly whole?: Grants;
  /** Today in UTC, `YYYY-MM-DD`: what was allowed before is over. Absent: it may be any day. */
  readonly today?: string;
  /** ARNs of customer managed policies that are no limit as a permissions boundary, as far as they are known. */
  readonly boundless?: readonly string[];
  /** ARN of the role whose sessions have it, if it is one and its name is known; in account 000000000000 while its own isn't. */
  readonly role?: string;
}

/** Some of what a holder has, to be asked about by itself. */
export function partOf(grants: Grants, identity: readonly Statement[]): Grants {
  return { ...grants, identity, whole: grants.whole ?? grants };
}

/** A request as far as its maker decides on it. */
export interface Asked {
  /** Such as `iam:PassRole`. */
  readonly action: string;
  /** Values that it has, by lower-case condition key. */
  readonly asking?: Readonly<Record<string, string>>;
  /**
   * `attacker`: the maker wants power and takes what the conditions leave open, such as tags of something new, in its
   * own account. `reviewer`: whatever limits tags or owners narrows a permission.
   */
  readonly stance: "attacker" | "reviewer";
  /** Which of the action's resource types `all` means; any will do of the others. @default those that a request names */
  readonly kind?: string;
  /** As in `Grants`. */
  readonly today?: string;
  readonly boundless?: readonly string[];
  readonly role?: string;
}

/** A request somebody might make. */
export interface Wanted extends Asked {
  /**
   * `all`: on a resource that has nothing special, so on all of the kind but for named exceptions. `any`: on some
   * resource, whichever. `itself`: like `all`, or on the holder.
   */
  readonly on: "all" | "any" | "itself";
  /** A resource by name that is wanted instead of all, in the form of `ResourceType.arn`. */
  readonly example?: string;
  /** One resource that is wanted instead of all, as `instanceOf` makes it of a pattern. */
  readonly at?: string;
}

/** Whether somebody may do something. */
export interface Reach {
  readonly verdict: Extent;
  /** The statement that allows it; absent when none does. */
  readonly by?: Statement;
}

/** What the holder's other permissions let it do about conditions. */
export interface Ability {
  /** Whether it may give the resources of an action a tag, so that a condition on the tag keeps nothing from it. */
  tags(asked: Asked, tag: string, value: string): boolean;
  /** Whether it may give itself, or its session, a tag. */
  tagsItself(tag: string, value: string): boolean;
  /** Whether it may have a service, such as `cloudformation`, make calls for it. */
  calls(service: string): boolean;
  /** Whether it may have a service use all that is there, as S3 uses keys for all objects. */
  callsOnAll(service: string): boolean;
}

/** Of somebody with no other permission. */
export const UNABLE: Ability = {
  tags: () => false,
  tagsItself: () => false,
  calls: () => false,
  callsOnAll: () => false,
};
