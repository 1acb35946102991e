import { mayDeny } from "../../../policies/iam/awsManaged/catalogue.ts";
import { overlaps } from "../../../policies/iam/patterns/wildcard.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Condition, Policy, Statement } from "../../../policies/iam/policy/statement.ts";
import { coversStatement } from "../../../policies/iam/trust/coverage.ts";
import { memoize } from "../../../policies/memoize.ts";
import { boundaryName, managedName, ownName, type SetContent } from "../../access/setContent.ts";

/** What gives something, or takes it away: a policy by its name, or one statement of the inline policy. */
export type Source = string | Statement;

/** A content, taken apart. */
export interface Parts {
  readonly allows: readonly Source[];
  readonly denies: readonly Source[];
  readonly boundary: string | undefined;
  /** Some of the inline policy can't be read: it may allow and deny anything. */
  readonly isUnread: boolean;
}

export const EVERYTHING = "AdministratorAccess";
const NOTHING = "AWSDenyAll";

export const partsOf = memoize((content: SetContent): Parts => {
  const managed = content.managedPolicies.map(managedName);
  const own = content.customerManagedPolicies.map(ownName);
  const inline = inlineOf(content.inlinePolicy);
  const [allowing, denying] = [
    inline?.statements.filter(({ effect }) => effect === "Allow") ?? [],
    inline?.statements.filter(({ effect }) => effect === "Deny") ?? [],
  ];
  return {
    allows: [...managed, ...own, ...allowing],
    denies: [...managed.filter(mayDeny), ...own, ...denying],
    boundary: boundaryName(content),
    isUnread: !isReadable(inline),
  };
});

/** Whether one surely gives all that the other does. */
export function coversGrant(wide: Source, narrow: Source): boolean {
  return wide === EVERYTHING || isAbout(wide, narrow);
}

/** Whether one surely allows, or denies, all that the other does. */
export function isAbout(wide: Source, narrow: Source): boolean {
  if (wide === narrow) return true;
  if (typeof wide === "string" || typeof narrow === "string") return false;
  return (
    coversStatement(wide, narrow) &&
    wide.conditions.every((one) => narrow.conditions.some((other) => isSame(one, other)))
  );
}

/** Whether a denial surely takes nothing away from a grant. */
export function isApart(denial: Source, grant: Source): boolean {
  if (typeof denial === "string" || typeof grant === "string") return false;
  const denied = denial.actions;
  const given = grant.actions;
  if (!denied || !given || denied.isIncomplete || given.isIncomplete) return false;
  return !denied.known.some((one) => given.known.some((other) => overlaps(one, other)));
}

/** Whether a denial surely leaves nothing of a grant. */
export function takesAway(denial: Source, grant: Source): boolean {
  if (typeof denial === "string") return denial === NOTHING;
  if (denial.conditions.length > 0 || denial.hasUnknownConditions) return false;
  return typeof grant === "string" ? deniesAll(denial) : coversStatement(denial, grant);
}

function deniesAll({ actions, resources }: Statement): boolean {
  return (actions?.known.includes("*") && resources?.known.includes("*")) ?? false;
}

function isSame(one: Condition, other: Condition): boolean {
  return conditionText(one) === conditionText(other);
}

function conditionText({ operator, set, ifExists, key, values }: Condition): string {
  return JSON.stringify([operator, set, ifExists, key.toLowerCase(), [...values.known].sort()]);
}

function inlineOf(text: string | undefined): Policy | undefined {
  return text === undefined || text === "" ? undefined : readPolicy(text, "identity");
}

function isReadable(policy: Policy | undefined): boolean {
  return !policy || !(policy.isIncomplete || policy.hasUnknownStatements);
}
