import { awsManagedPolicy } from "../iam/awsManaged/awsManagedPolicy.ts";
import { meaningOf, statementsOf } from "../iam/awsManaged/catalogue.ts";
import type { Statement } from "../iam/policy/statement.ts";
import type { Grants } from "../iam/reach/reach.ts";
import { type Boundary, type Holder, heldPolicies } from "./holder.ts";

/** What somebody holds, AWS managed policies too, within its boundary as far as that can be read here. */
export function grantsOf(holder: Holder): Grants {
  const own = heldPolicies(holder).flatMap(({ policy }) => policy.statements);
  const boundary = limitOf(holder.boundary);
  return {
    identity: [...own, ...statementsOf(holder.awsManaged)],
    ...(boundary && { boundary }),
    boundless: holder.boundless,
  };
}

function limitOf(boundary: Boundary): readonly Statement[] | undefined {
  if (typeof boundary !== "object") return undefined;
  if ("policy" in boundary) return boundary.policy.policy.statements;
  return meaningOf(boundaryName(boundary) ?? "")?.statements;
}

/** The name of a boundary that is an AWS managed policy. */
export function boundaryName(boundary: Boundary): string | undefined {
  return typeof boundary === "object" && "elsewhere" in boundary
    ? awsManagedPolicy(boundary.elsewhere)
    : undefined;
}
