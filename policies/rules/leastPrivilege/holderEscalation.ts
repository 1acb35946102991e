import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { meaningOf, statementsOf } from "../../iam/awsManaged/catalogue.ts";
import type { Statement } from "../../iam/policy/statement.ts";
import { singlesOut } from "../../iam/reach/itself.ts";
import { asksForRole } from "../../iam/reach/ofRole.ts";
import type { Grants } from "../../iam/reach/reach.ts";
import { administrator } from "../../iam/risk/administrator.ts";
import { boundariesIn } from "../../iam/risk/askedBoundary.ts";
import { type Diagnosis, diagnose, diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { EVERYTHING } from "../../iam/risk/everyAction.ts";
import { memoizeBy } from "../../memoize.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { boundlessFor } from "../../stack/boundless.ts";
import { type Holder, heldPolicies } from "../../stack/holder.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Verdict } from "../../verdict.ts";
import { ownersElsewhere } from "./boundaryUse.ts";

/** What limits a holder as far as this stack can read it; `elsewhere` when it can't. */
export type Limit = "none" | "read" | "elsewhere";

/** What is too much about what somebody holds altogether. */
export interface HolderDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly policies: readonly PolicyFact[];
  readonly limit: Limit;
}

/**
 * Judges all policies of a holder together, its groups' and the AWS managed ones among them, within its boundary. What a
 * boundary that this stack doesn't declare would stop isn't known.
 */
export const diagnoseHolder = memoizeBy(diagnosed);

/** Judges a policy by itself, for those outside of the stack who have it, by name. */
export function diagnoseAlone(fact: PolicyFact, stack: Stack, today: string): Diagnosis {
  const itself = ownersElsewhere(fact, stack);
  const { statements } = fact.policy;
  const boundless = boundlessFor([fact], stack);
  const isAboutStack = singlesOut(statements, itself) || asks(statements, boundless);
  if (!isAboutStack) return diagnosisOf(fact.policy, today);
  return diagnose({ identity: statements, itself, today, boundless });
}

function diagnosed(holder: Holder, today: string): HolderDiagnosis {
  const policies = heldPolicies(holder);
  const managed = holder.awsManaged.concat(holder.groups.flatMap((group) => group.awsManaged));
  // Who is given everything has a finding for that; the rest is judged by what else it has.
  const statements = statementsOf(managed.filter((name) => !givesEverything(name)));
  const limit = limitOf(holder);
  const itself = arnsOf(holder);
  const { boundless } = holder;
  const role = holder.arns.find((arn) => /^arn:[^:]*:iam::\d{12}:role\/[^$]*$/.test(arn));
  const [only] = policies;
  if (only && policies.length === 1 && statements.length === 0 && limit !== "read") {
    const own = only.policy.statements;
    const isAboutHolder = singlesOut(own, itself) || (role !== undefined && asksForRole(own));
    if (!isAboutHolder && !asks(own, boundless)) {
      return { diagnosis: diagnosisOf(only.policy, today), policies, limit };
    }
  }
  const limits = limitStatements(holder);
  const grants: Grants = {
    identity: [...policies.flatMap(({ policy }) => policy.statements), ...statements],
    itself,
    today,
    boundless,
    ...(role !== undefined && { role }),
    ...(limits && { boundary: limits }),
  };
  return { diagnosis: diagnose(grants), policies, limit };
}

/** Whether statements may ask for a boundary that is no limit. */
function asks(statements: readonly Statement[], boundless: readonly string[]): boolean {
  return boundless.length > 0 && statements.some((one) => boundariesIn(one).length > 0);
}

/** Whether somebody who is given everything is an administrator, within its boundary. */
export function administratorWithin(holder: Holder): Verdict {
  const limit = limitOf(holder);
  if (limit !== "read") return limit === "none" ? "yes" : "unknown";
  const boundary = limitStatements(holder) ?? [];
  const { verdict } = administrator({ identity: EVERYTHING, boundary });
  return verdict === "conditional" ? "unknown" : verdict;
}

function limitOf(holder: Holder): Limit {
  const { boundary } = holder;
  if (boundary === "none" || givesEverything(awsManagedLimit(holder))) return "none";
  return limitStatements(holder) ? "read" : "elsewhere";
}

/** What its boundary allows, if that can be read here. */
function limitStatements(holder: Holder): readonly Statement[] | undefined {
  const { boundary } = holder;
  if (typeof boundary !== "object") return undefined;
  if ("policy" in boundary) return boundary.policy.policy.statements;
  return meaningOf(awsManagedLimit(holder) ?? "")?.statements;
}

function givesEverything(name: string | undefined): boolean {
  return name !== undefined && meaningOf(name)?.administers === "everything";
}

function awsManagedLimit({ boundary }: Holder): string | undefined {
  return typeof boundary === "object" && "elsewhere" in boundary
    ? awsManagedPolicy(boundary.elsewhere)
    : undefined;
}

/** Its own ARN, its groups' and its managed policies', as far as they are known. */
function arnsOf({ groups, ...holder }: Holder): readonly string[] {
  return [holder, ...groups].flatMap(({ arns, elsewhere }) => [
    ...arns,
    ...elsewhere.filter(isArn),
  ]);
}

function isArn(text: string): boolean {
  return text.startsWith("arn:");
}
