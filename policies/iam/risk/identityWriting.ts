import type { Statement } from "../policy/statement.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { scopeOf } from "../reach/scope.ts";

/** Actions that decide what an identity may do. A condition on its boundary, or on the policy, limits what comes of it. */
const WRITING = [
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:PutUserPolicy",
  "iam:AttachUserPolicy",
  "iam:CreatePolicyVersion",
];

/** Policies of identities that a statement lets somebody write, on some resources at least, with nothing that limits them. */
export interface IdentityWriting {
  readonly by: Statement;
  readonly actions: readonly string[];
}

export function identityWriting(grants: Grants): readonly IdentityWriting[] {
  const allows = grants.identity.filter(({ effect }) => effect === "Allow");
  const found = new Map<Statement, string[]>();
  for (const action of WRITING) {
    if (!allows.some((statement) => scopeOf(statement).action(action) !== "no")) continue;
    const { verdict, by } = reach(grants, {
      action,
      on: "any",
      stance: "attacker",
      asking: asking(action),
    });
    if ((verdict !== "yes" && verdict !== "conditional") || !by) continue;
    found.set(by, [...(found.get(by) ?? []), action]);
  }
  return [...found].map(([by, actions]) => ({ by, actions }));
}

/** The policy that one would attach. */
function asking(action: string): Readonly<Record<string, string>> {
  if (!action.startsWith("iam:Attach")) return {};
  return { "iam:policyarn": "arn:aws:iam::aws:policy/AdministratorAccess" };
}
