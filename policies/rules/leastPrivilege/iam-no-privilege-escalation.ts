import { managedPolicyOf, meaningOf } from "../../iam/awsManaged/catalogue.ts";
import type { Statement } from "../../iam/policy/statement.ts";
import type { Escalation } from "../../iam/risk/escalation.ts";
import type { EscalationPath, PathFamily } from "../../iam/risk/escalationPaths.ts";
import { isBroad } from "../../iam/risk/everyAction.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import type { Resource } from "../../resources/resource.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Report, Rule } from "../../rule.ts";
import { holdersIn } from "../../stack/holder.ts";
import { resourcesText, some } from "../text.ts";
import { isHeldHere, unlessBoundary } from "./boundaryUse.ts";
import { diagnoseAlone, diagnoseHolder, type Limit } from "./holderEscalation.ts";
import { isForServicesAlone } from "./servicesAlone.ts";

export const iamNoPrivilegeEscalation: Rule = {
  id: "iam-no-privilege-escalation",
  severity: "high",
  level: "mandatory",
  title: "Least privilege: no privilege escalation",
  why: "permissions that look small make an administrator together, such as passing a role to a function and calling it",
  fix: "name the roles, users or policies in Resource; or require a permissions boundary with iam:PermissionsBoundary, and deny taking it off or rewriting it; or name iam:PassedToService and iam:PolicyARN; or take one of the actions away",
  url: "https://pathfinding.cloud/paths/",
  controls: { bestPractice: "Apply least-privilege permissions" },
  limits:
    "which roles, functions and instances exist, and what they may do; what boundaries and policies that the stack doesn't declare allow",
  settings: {},
  stack: {
    *check(stack, { today }) {
      const said = new Set<string>();
      for (const holder of holdersIn(stack)) {
        const { diagnosis, policies, limit } = diagnoseHolder(holder, today);
        const { principal } = holder;
        const whole = { resource: principal.resource, policies, limit };
        const isLeft = (one: Escalation) =>
          !isOfAdministrators(one) &&
          (principal.principal !== "permission-set" || !isOfPowerUsers(one, policies));
        const isServices = isForServicesAlone(holder);
        for (const [family, open] of byFamily(diagnosis.escalations.filter(isLeft))) {
          const alone =
            limit === "none" ? policies.find((policy) => givesAll(policy, open)) : undefined;
          const about = alone ? { ...whole, resource: alone.resource, policies: [alone] } : whole;
          const key = [about.resource.urn, about.resource.logicalId, alone?.property, family].join(
            " ",
          );
          if (said.has(key)) continue;
          said.add(key);
          const found = report(family, open, about);
          // Nobody acts as the role but the service, which passes on what AWS wrote the policy for.
          const isHarmless =
            family === "pass-role" && isServices && open.every(({ by }) => by.every(isOfAws));
          yield isHarmless && !("doubt" in found) ? { ...found, level: "advisory" } : found;
        }
      }
      for (const fact of stack.facts("policy")) {
        if (fact.use !== "identity" || isHeldHere(fact, stack)) continue;
        const about = { resource: fact.resource, policies: [fact], limit: "none" } as const;
        for (const [family, open] of byFamily(diagnoseAlone(fact, stack, today).escalations)) {
          const said = unlessBoundary(report(family, open, about), fact, stack);
          if (said) yield said;
        }
      }
    },
  },
};

interface About {
  readonly resource: Resource;
  readonly policies: readonly PolicyFact[];
  readonly limit: Limit;
}

/** Whether one policy by itself opens these paths: then it is its fault, whoever holds it. */
function givesAll({ policy }: PolicyFact, open: readonly Escalation[]): boolean {
  return open.every(({ by }) => by.every((statement) => policy.statements.includes(statement)));
}

/**
 * Whether PowerUserAccess alone opens a path. People get it for hours, and Identity Center isn't administered from the
 * accounts that they get it in: such sets are for the rules of Identity Center.
 */
function isOfPowerUsers({ by }: Escalation, policies: readonly PolicyFact[]): boolean {
  return by.every((statement) => {
    return (
      isBroad(statement) && !policies.some(({ policy }) => policy.statements.includes(statement))
    );
  });
}

/** Whether AWS's administrator policies alone open a path: they are for iam-no-administrator-policies. */
function isOfAdministrators({ by }: Escalation): boolean {
  return by.every((one) => meaningOf(managedPolicyOf(one) ?? "")?.administers !== undefined);
}

function isOfAws(statement: Statement): boolean {
  return managedPolicyOf(statement) !== undefined;
}

function byFamily(open: readonly Escalation[]): ReadonlyMap<PathFamily, readonly Escalation[]> {
  return Map.groupBy(open, ({ path }) => path.family);
}

const BECOMES: Readonly<Record<PathFamily, string>> = {
  identity: "can give itself any permission, or act as any user or role",
  "identity-center": "can give anybody any access through IAM Identity Center",
  "pass-role": "can act as any role that some service trusts",
  "existing-role": "can act as whatever role runs there, the most powerful one too",
};

function report(
  family: PathFamily,
  open: readonly Escalation[],
  { resource, policies, limit }: About,
): Report {
  const surest = open.find(({ verdict }) => verdict === "yes") ?? open[0];
  const paths = [surest, ...open.filter((one) => one !== surest)].flatMap((one) => one ?? []);
  const ways = some(
    paths.map(({ path }) => pathText(path)),
    3,
  );
  const [{ path, by } = { path: undefined, by: [] }] = paths;
  const statements = [...new Set(by)].map((one) => place(one, policies)).join("; ");
  const seen = `${BECOMES[family]}: ${ways}, by ${statements}`;
  const id = family;
  if (limit === "elsewhere") {
    const doubt = `${seen}; unless its permissions boundary, which this stack doesn't declare, stops it`;
    return { id, resource, doubt };
  }
  const weak = family === "existing-role" || surest?.verdict !== "yes";
  return {
    id,
    resource,
    seen,
    wanted: `a policy that opens none of the published paths${path ? `, such as ${path.source}` : ""}`,
    ...(weak && { level: "advisory" as const }),
  };
}

/** Such as `iam:PassRole with lambda:CreateFunction and lambda:InvokeFunction`. */
function pathText({ id }: EscalationPath): string {
  const [first, ...others] = id.split("+");
  return others.length === 0 ? id : `${first} with ${others.join(" and ")}`;
}

/** Where a statement stands; AWS managed policies are named. */
function place(statement: Statement, policies: readonly PolicyFact[]): string {
  const fact = policies.find(({ policy }) => policy.statements.includes(statement));
  const where = fact ? statementPlace(fact, statement) : statement.label;
  return `${where} on ${resourcesText(statement)}`;
}
