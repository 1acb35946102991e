import { allows, onAll, type Permission } from "./allows.ts";
import type { Statement } from "./document.ts";
import { matches } from "./wildcard.ts";

/** Whether a policy document makes an administrator, and by which statement. */
export interface Administration {
  readonly verdict: Permission;
  /** Label of the statement that gives the most. Absent when the verdict is `no`. */
  readonly by?: string;
}

/** Each lets its holder give an identity any policy, so that nothing left out stays left out. */
const SELF_GRANTING = [
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreatePolicyVersion",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
];

/**
 * Whether the statements together allow everything: one that allows all actions, or all but some, on
 * all resources, and nothing that keeps the holder from granting the rest. `NotAction: iam:*` alone
 * makes no administrator (it is what PowerUserAccess does); together with an Allow of `iam:*` it does.
 */
export function administration(statements: readonly Statement[]): Administration {
  const broad = statements.filter((one) => one.effect === "Allow" && onAll(one) && isBroad(one));
  const widest = broad.find(({ conditional }) => !conditional) ?? broad[0];
  if (!widest) return { verdict: "no" };
  const granting = SELF_GRANTING.map((action) => allows(statements, action));
  if (granting.every((permission) => permission === "no")) return { verdict: "no" };
  const certain = !widest.conditional && granting.includes("yes");
  return { verdict: certain ? "yes" : "conditional", by: widest.label };
}

function isBroad({ actions, notActions }: Statement): boolean {
  return actions ? actions.some(isEveryAction) : !(notActions ?? []).some(isEveryAction);
}

/** `*`, and what comes to the same, such as `*:*` or `?*`. */
function isEveryAction(pattern: string): boolean {
  // The second service doesn't exist: nothing but wildcards matches both.
  return ["ec2:RunInstances", "zz:Q"].every((action) => matches(pattern, action));
}
