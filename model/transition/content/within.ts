import { mayDeny } from "../../../policies/iam/awsManaged/catalogue.ts";
import { overlaps } from "../../../policies/iam/patterns/wildcard.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Condition, Policy, Statement } from "../../../policies/iam/policy/statement.ts";
import { coversStatement } from "../../../policies/iam/trust/coverage.ts";
import {
  boundaryName,
  managedName,
  ownName,
  policiesText,
  type SetContent,
} from "../../access/setContent.ts";

/** What gives something, or takes it away: a policy by its name, or one statement of the inline policy. */
type Source = string | Statement;

/** A content, taken apart. */
interface Parts {
  readonly allows: readonly Source[];
  readonly denies: readonly Source[];
  readonly boundary: string | undefined;
  /** Some of the inline policy can't be read: it may allow and deny anything. */
  readonly unread: string | undefined;
}

const EVERYTHING = "AdministratorAccess";

/**
 * Whether a permission set surely allows nothing with one content that it wouldn't allow with one of the others.
 * Each of its grants has to be in one of them, denied by no more there, and within no narrower boundary. Policies whose
 * documents aren't here are compared by name: a customer managed policy may allow and deny anything, an AWS managed
 * one denies something or not (`policies/iam/awsManaged`). What can't be told is no.
 */
export function isWithin(content: SetContent, limits: readonly SetContent[]): boolean {
  const text = policiesText(content);
  if (limits.some((limit) => policiesText(limit) === text)) return true;
  const parts = partsOf(content);
  if (parts.unread !== undefined) return false;
  const others = limits.map(partsOf);
  return parts.allows.every((grant) =>
    others.some((other) => isGrantedWithin(grant, parts, other)),
  );
}

function isGrantedWithin(grant: Source, parts: Parts, limit: Parts): boolean {
  if (limit.unread !== undefined) return false;
  return (
    limit.allows.some((wide) => coversGrant(wide, grant)) &&
    limit.denies.every(
      (denial) => parts.denies.some((own) => isAbout(own, denial)) || isApart(denial, grant),
    ) &&
    (limit.boundary === undefined ||
      limit.boundary === EVERYTHING ||
      limit.boundary === parts.boundary ||
      limit.boundary === grant)
  );
}

function coversGrant(wide: Source, narrow: Source): boolean {
  return wide === EVERYTHING || isAbout(wide, narrow);
}

/** Whether one allows, or denies, all that the other does. */
function isAbout(wide: Source, narrow: Source): boolean {
  if (wide === narrow) return true;
  if (typeof wide === "string" || typeof narrow === "string") return false;
  return (
    coversStatement(wide, narrow) &&
    wide.conditions.every((one) => narrow.conditions.some((other) => isSame(one, other)))
  );
}

/** Whether a denial surely takes nothing away from a grant. */
function isApart(denial: Source, grant: Source): boolean {
  if (typeof denial === "string" || typeof grant === "string") return false;
  const denied = denial.actions;
  const given = grant.actions;
  if (!denied || !given || denied.isIncomplete || given.isIncomplete) return false;
  return !denied.known.some((one) => given.known.some((other) => overlaps(one, other)));
}

function isSame(one: Condition, other: Condition): boolean {
  return conditionText(one) === conditionText(other);
}

function conditionText({ operator, set, ifExists, key, values }: Condition): string {
  return JSON.stringify([operator, set, ifExists, key.toLowerCase(), [...values.known].sort()]);
}

function partsOf(content: SetContent): Parts {
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
    unread: isReadable(inline) ? undefined : content.inlinePolicy,
  };
}

function inlineOf(text: string | undefined): Policy | undefined {
  return text === undefined || text === "" ? undefined : readPolicy(text, "identity");
}

function isReadable(policy: Policy | undefined): boolean {
  return !policy || !(policy.isIncomplete || policy.hasUnknownStatements);
}
