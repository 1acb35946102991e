import { meaningOf, statementsOf } from "../../policies/iam/awsManaged/catalogue.ts";
import type { HeldPolicy } from "../../policies/iam/difference/held.ts";
import {
  type PermissionDifference,
  permissionDifference,
} from "../../policies/iam/difference/permissionDifference.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import { rulesOrganization } from "../../policies/iam/risk/organization.ts";
import {
  isOfPowerUsers,
  type Privilege,
  privilegeBy,
  type Way,
} from "../../policies/iam/risk/privilege.ts";
import { exceeds, isLikely } from "../../policies/verdict.ts";
import { firstFew } from "../problems/seen.ts";
import type { EmergencyRole } from "../schema/emergency.ts";
import { managedPolicyName } from "../schema/policyArn.ts";

/** What a role for emergencies may do, in an account where it is. */
export interface RoleContent {
  /** AWS managed policies, by name with path. */
  readonly managedPolicies: readonly string[];
  /** JSON text. */
  readonly inlinePolicy?: string;
  /** Name with path of an AWS managed policy; of one's own with a slash before the path. */
  readonly boundary?: string;
}

/** A change of a role's policies, by the key of the configuration that decides it. */
export interface RoleChange {
  readonly key: "managedPolicies" | "inlinePolicy" | "permissionsBoundary";
  /** What follows the role's name, such as `loses ReadOnlyAccess`. */
  readonly what: string;
  /** What of it a secret policy may not tell. */
  readonly detail?: string;
}

/** What a configuration wants of a role. @param inlinePolicy JSON text */
export function wantedContent(
  { managedPolicies, permissionsBoundary: limit }: EmergencyRole,
  inlinePolicy: string | undefined,
): RoleContent {
  const own = limit && "customerManagedPolicy" in limit ? limit.customerManagedPolicy : undefined;
  const managed = limit && "managedPolicy" in limit ? limit.managedPolicy : undefined;
  const boundary = own ? `${own.path}${own.name}` : managed && managedPolicyName(managed);
  return {
    managedPolicies: managedPolicies.map(managedPolicyName),
    ...(inlinePolicy !== undefined && { inlinePolicy }),
    ...(boundary !== undefined && { boundary }),
  };
}

/** What a role may do no longer, or perhaps. Policies of AWS are told by name: which allows what another does isn't asked. */
export function roleLosses(before: RoleContent, after: RoleContent): RoleChange[] {
  const losses: RoleChange[] = [];
  const tell = (key: RoleChange["key"], what: string, detail = "") =>
    losses.push({ key, what, detail });
  const removed = but(before.managedPolicies, after.managedPolicies).filter(allows);
  if (removed.length > 0 && !after.managedPolicies.some(allowsEverything)) {
    tell("managedPolicies", `loses ${firstFew(removed, 20)}`);
  }
  const denying = but(after.managedPolicies, before.managedPolicies).filter(denies);
  if (denying.length > 0) tell("managedPolicies", `gets ${firstFew(denying, 20)}, which denies`);
  const { lost, narrower, notCompared, mayNarrow } = inlineDifference(before, after);
  if (mayNarrow) {
    const actions = [...lost, ...narrower];
    const detail = actions.length > 0 ? `: ${firstFew(actions)}` : "";
    const less =
      notCompared.length > 0
        ? "has another inline policy, which may allow less"
        : after.inlinePolicy === undefined
          ? "loses its inline policy"
          : "may do less by its inline policy, or perhaps";
    tell("inlinePolicy", less, detail);
  }
  const { boundary } = after;
  if (boundary !== undefined && boundary !== before.boundary && !allowsEverything(boundary)) {
    tell("permissionsBoundary", `may do no more than ${boundary} allows, its permissions boundary`);
  }
  return losses;
}

/**
 * What administers an account or Identity Center and a role gets, or what limited it and goes, as `npm run guard` tells of
 * permission sets.
 *
 * @param inManagementAccount whether it is, where who may change the organization rules the other accounts
 */
export function roleGains(
  before: RoleContent | undefined,
  after: RoleContent,
  inManagementAccount: boolean,
): RoleChange[] {
  const had = new Set(before?.managedPolicies);
  const attached = after.managedPolicies.filter((name) => administers(name) && !had.has(name));
  if (attached.length > 0) {
    return [{ key: "managedPolicies", what: `gets ${firstFew(attached, 20)}` }];
  }
  const now = privilegeOf(after, inManagementAccount);
  if (now.verdict === "no") return [];
  const key = changedKey(before, after);
  if (key === undefined) return [];
  const was = before ? privilegeOf(before, inManagementAccount).verdict : "no";
  if (exceeds(now.verdict, was)) {
    const lets = now.verdict === "yes" ? "lets" : "may let";
    const by = now.by === "" ? "one of its policies can't be read here" : now.by;
    const what = `${lets} whoever takes it give themselves more`;
    return [{ key, what, detail: `: ${by}` }];
  }
  const limit = before?.boundary;
  if (limit === undefined || limit === after.boundary || allowsEverything(limit)) return [];
  const what = `is limited by ${limit} no longer`;
  return [{ key: "permissionsBoundary", what, detail: now.by && `: ${now.by}` }];
}

/** Whether whoever takes it can give themselves more. */
export function privilegeOf(
  { managedPolicies, inlinePolicy, boundary }: RoleContent,
  inManagementAccount: boolean,
): Privilege {
  const own = inlinePolicy === undefined ? undefined : readPolicy(inlinePolicy, "identity");
  const limit = boundary === undefined ? undefined : meaningOf(boundary)?.statements;
  const grants = {
    identity: [...(own?.statements ?? []), ...statementsOf(managedPolicies)],
    ...(limit && { boundary: limit }),
  };
  const isOpen = own?.isIncomplete || managedPolicies.some((name) => !meaningOf(name));
  // In the management account PowerUserAccess changes everybody's access.
  const counts: Way = (way, of) =>
    inManagementAccount ? way.path.family !== "existing-role" : !isOfPowerUsers(way, of);
  const privilege = privilegeBy(grants, counts, isOpen ?? false);
  if (privilege.verdict === "yes" || !inManagementAccount) return privilege;
  const { verdict, action } = rulesOrganization(grants);
  return isLikely(verdict) ? { verdict: "yes", by: action } : privilege;
}

/** The gravest key that changes. */
function changedKey(
  before: RoleContent | undefined,
  after: RoleContent,
): RoleChange["key"] | undefined {
  if (before === undefined) {
    return after.inlinePolicy === undefined ? "managedPolicies" : "inlinePolicy";
  }
  if (inlineDifference(before, after).mayWiden) return "inlinePolicy";
  if (before.boundary !== after.boundary) return "permissionsBoundary";
  const isSame = but(before.managedPolicies, after.managedPolicies).length === 0;
  const isMore = but(after.managedPolicies, before.managedPolicies).length > 0;
  return isSame && !isMore ? undefined : "managedPolicies";
}

/** Beside policies that allow everything, so that a denial takes something away. */
function inlineDifference(before: RoleContent, after: RoleContent): PermissionDifference {
  const held = ({ inlinePolicy: text }: RoleContent) => (text === undefined ? [] : [inline(text)]);
  const alone = permissionDifference({ policies: held(before) }, { policies: held(after) });
  if (!managed(before) || !managed(after)) return alone;
  const limited = permissionDifference(
    { policies: [EVERYTHING, ...held(before)] },
    { policies: [EVERYTHING, ...held(after)] },
  );
  const mayNarrow = after.managedPolicies.some(allowsEverything)
    ? limited.mayNarrow
    : alone.mayNarrow || limited.mayNarrow;
  return {
    ...alone,
    lost: [...new Set([...alone.lost, ...limited.lost])],
    narrower: [...new Set([...alone.narrower, ...limited.narrower])],
    mayWiden: alone.mayWiden || limited.mayWiden,
    mayNarrow,
  };
}

const EVERYTHING: HeldPolicy = {
  name: "all",
  id: "all",
  policy: readPolicy(
    { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
    "identity",
  ),
};

function inline(text: string): HeldPolicy {
  return { name: "inline policy", id: text, policy: readPolicy(text, "identity") };
}

function managed({ managedPolicies }: RoleContent): boolean {
  return managedPolicies.length > 0;
}

function but(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((one) => !others.includes(one));
}

function denies(policy: string): boolean {
  return meaningOf(policy)?.denies ?? true;
}

/** Whether a policy allows anything: AWSDenyAll doesn't. */
function allows(policy: string): boolean {
  const meaning = meaningOf(policy);
  if (!meaning?.denies) return true;
  return meaning.statements.some(({ effect }) => effect === "Allow") || meaning.services.length > 0;
}

function allowsEverything(policy: string): boolean {
  return meaningOf(policy)?.administers === "everything";
}

/** A policy that nobody here knows may. */
function administers(policy: string): boolean {
  const meaning = meaningOf(policy);
  return !meaning || meaning.administers !== undefined;
}
