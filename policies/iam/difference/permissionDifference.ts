import type { Allowed } from "./allowed.ts";
import { actionsOf, beyond } from "./beyond.ts";
import { type Held, type HeldPolicy, isRead, type Part, partsOf } from "./held.ts";
import { summarized } from "./summarized.ts";

/** How what somebody may do changes with the policies. Actions, or patterns for all of a kind such as `s3:*`. */
export interface PermissionDifference {
  /** Not allowed at all before, as far as policies can be read here. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Allowed before and after, perhaps on more resources or under fewer conditions: that it isn't so can't be proved. */
  readonly wider: readonly string[];
  readonly narrower: readonly string[];
  /** What changes and can't be compared. */
  readonly notCompared: readonly NotCompared[];
  /** Unless it is proved that nothing more is allowed. */
  readonly mayWiden: boolean;
  readonly mayNarrow: boolean;
}

/** A policy whose document isn't here. */
export interface NotCompared {
  readonly policy: string;
  readonly change: "added" | "removed";
}

/**
 * What the holder of some policies may do that it couldn't before, and the other way round. Conservative: conditions,
 * denials and the boundary are compared statement by statement, and what isn't proved to be no more is said to be
 * perhaps more. Policies whose documents aren't here allow and deny what nobody knows, the same while they stay.
 */
export function permissionDifference(before: Held, after: Held): PermissionDifference {
  const [unread, nowUnread] = [unreadOf(before), unreadOf(after)];
  const limits = boundaryChange(before.boundary, after.boundary);
  const [was, is] = [allowedOf(before, limits.isCompared), allowedOf(after, limits.isCompared)];
  const actions = actionsOf(changed(was, is));
  const more = beyond(is, was, actions);
  const less = beyond(was, is, actions);
  const policies = [...but(nowUnread, unread, "added"), ...but(unread, nowUnread, "removed")];
  const isChanged = policies.length > 0;
  return {
    gained: summarized(more.only),
    lost: summarized(less.only),
    wider: summarized(more.more),
    narrower: summarized(less.more),
    notCompared: [...policies, ...limits.notCompared],
    mayWiden: isChanged || limits.mayWiden || more.only.length + more.more.length > 0,
    mayNarrow: isChanged || limits.mayNarrow || less.only.length + less.more.length > 0,
  };
}

function allowedOf({ policies, boundary }: Held, isCompared: boolean): Allowed {
  const own = partsOf(policies);
  return isCompared && boundary ? { own, boundary: partsOf([boundary]) } : { own };
}

/** Statements that are on one side only; with another boundary, all. */
function changed(was: Allowed, is: Allowed): readonly Part[] {
  const texts = (allowed: Allowed) => new Set(all(allowed.own).map(({ text }) => text));
  const parts = [...all(was.own), ...all(is.own)];
  if (boundaryText(was) !== boundaryText(is)) {
    return [...parts, ...all(was.boundary), ...all(is.boundary)];
  }
  const [some, others] = [texts(was), texts(is)];
  return parts.filter(({ text }) => !(some.has(text) && others.has(text)));
}

function boundaryText({ boundary }: Allowed): string | undefined {
  return boundary && JSON.stringify(all(boundary).map(({ text }) => text));
}

function all(parts: Allowed["own"] | undefined): readonly Part[] {
  return parts ? [...parts.allows, ...parts.denies] : [];
}

function unreadOf({ policies }: Held): readonly HeldPolicy[] {
  return policies.filter(({ policy }) => !policy || !isRead(policy));
}

function but(
  some: readonly HeldPolicy[],
  others: readonly HeldPolicy[],
  change: NotCompared["change"],
): NotCompared[] {
  const ids = new Set(others.map(({ id }) => id));
  return some.filter(({ id }) => !ids.has(id)).map(({ name }) => ({ policy: name, change }));
}

interface BoundaryChange {
  /** Both documents are here, or it stays the same. */
  readonly isCompared: boolean;
  readonly notCompared: readonly NotCompared[];
  readonly mayWiden: boolean;
  readonly mayNarrow: boolean;
}

/** A boundary that nobody can read here only takes away: without it nothing less is allowed, and with it nothing more. */
function boundaryChange(was: HeldPolicy | undefined, is: HeldPolicy | undefined): BoundaryChange {
  const isKnown = (one: HeldPolicy | undefined) => !one || (one.policy && isRead(one.policy));
  if (isKnown(was) && isKnown(is)) {
    return { isCompared: true, notCompared: [], mayWiden: false, mayNarrow: false };
  }
  const isSame = was?.id === is?.id;
  return {
    isCompared: false,
    notCompared: isSame
      ? []
      : [
          ...(is ? [{ policy: is.name, change: "added" } as const] : []),
          ...(was ? [{ policy: was.name, change: "removed" } as const] : []),
        ],
    mayWiden: !isSame && was !== undefined,
    mayNarrow: !isSame && is !== undefined,
  };
}
