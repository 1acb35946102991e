import type { Condition, Policy, Statement } from "../../iam/policy/statement.ts";
import { asOf } from "../../iam/trust/asOf.ts";
import { conditionsText, valuesText } from "../../iam/trust/conditionText.ts";
import { constraintsOf } from "../../iam/trust/constraint.ts";
import { principalsOf } from "../../iam/trust/principal.ts";
import { admitsPublic } from "../../iam/trust/publicAccess.ts";
import { PERMISSION_TYPES, permissionOf } from "../../resources/permission.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { property, type Resource } from "../../resources/resource.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Report, Rule } from "../../rule.ts";
import { object, UNKNOWN } from "../../value.ts";

/**
 * Services whose policies say `*` by design: VPC endpoints (their default), API Gateway and VPC Lattice (what
 * calls them is told by networks and authorizers), ECR's public gallery.
 */
const PUBLIC_BY_DESIGN = new Set([
  "vpce",
  "execute-api",
  "vpc-lattice-svcs",
  "vpc-lattice",
  "ecr-public",
]);

/** Services that hand media to viewers, or take measurements from browsers: the public may well be meant. */
const SERVES_THE_PUBLIC = new Set(["mediapackagev2", "mediatailor", "rum"]);

export const resourcePolicyNoAnyone: Rule = {
  id: "resource-policy-no-anyone",
  severity: "critical",
  level: "mandatory",
  title: "No public resources",
  why: "a bucket, queue, key or function whose policy says * is open to every AWS account and, mostly, to requests without credentials",
  fix: "name the principals, or add a condition on aws:PrincipalOrgID, aws:SourceAccount, aws:SourceArn or aws:SourceVpce; serve public files through CloudFront with origin access control",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  controls: {
    cis: { "7.0.0": "2.21" },
    securityHub: ["S3.2", "S3.3", "SNS.4", "SQS.3", "KMS.5", "Lambda.1"],
    bestPractice: "Verify public and cross-account access to resources with IAM Access Analyzer",
  },
  limits: "access lists of buckets, and what S3 Block Public Access or an RCP takes away again",
  settings: {},
  facts: {
    *policy(fact, { today }) {
      const { use, service = "" } = fact;
      if (use !== "resource" || PUBLIC_BY_DESIGN.has(service)) return;
      const isSoft =
        SERVES_THE_PUBLIC.has(service) || (service === "es" && hasOtherWalls(fact.resource));
      const policy = asOf(fact.policy, today);
      for (const statement of policy.statements) {
        yield* judge(policy, statement, {
          where: statementPlace(fact, statement),
          part: partOf(fact, statement.place),
          isSoft,
        });
      }
    },
  },
  resource: {
    types: PERMISSION_TYPES,
    *check(resource) {
      const { policy, what = "" } = permissionOf(resource) ?? {};
      // Of documents, `policy-grammar` says so.
      if (policy && mayBeForAnyone(policy)) {
        yield doubtful(findingId("anyone", ""), `whether ${what} is for *`);
      }
      for (const statement of policy?.statements ?? []) {
        const isUrl = constraintsOf(statement).some(
          ({ key }) =>
            key.startsWith("lambda:functionurl") || key === "lambda:invokedviafunctionurl",
        );
        yield* judge(policy as Policy, statement, {
          where: what,
          part: "",
          isSoft: isUrl && isOpenUrl(statement),
          isUnknown: authTypesOf(statement).some(({ values }) => values.isIncomplete),
        });
      }
    },
  },
};

interface Place {
  readonly where: string;
  readonly part: string;
  /** Whether it may well be meant so. */
  readonly isSoft: boolean;
  /** Whether something isn't known yet that decides about this. */
  readonly isUnknown?: boolean;
}

function* judge(
  policy: Policy,
  statement: Statement,
  { where, part, isSoft, isUnknown }: Place,
): Iterable<Report> {
  // Of NotPrincipal, `iam-no-allow-except` says so.
  if (statement.effect !== "Allow" || statement.notPrincipals) return;
  if (!principalsOf(statement).known.some(({ kind }) => kind === "anyone")) return;
  const admits = admitsPublic(policy, statement);
  if (admits === "no") return;
  const id = findingId("anyone", part);
  if (admits === "unknown" || isUnknown) {
    yield doubtful(id, `${where} is for *, and whether its conditions keep the public out`);
    return;
  }
  yield {
    id,
    seen: `${where} allows * ${what(statement)}, ${conditionsText(statement.conditions)}`,
    wanted:
      "named principals, or a condition that the public can't meet; …IfExists, ForAllValues and negated operators hold where the key is missing",
    ...(isSoft && { level: "advisory" as const }),
  };
}

/** Whether a permission may turn out to be for anyone: its principal, or all of it, isn't known yet. */
function mayBeForAnyone(policy: Policy): boolean {
  if (policy.statements.length === 0) return policy.isIncomplete;
  return policy.statements.some((statement) => {
    const { known, isIncomplete } = principalsOf(statement);
    const isTold = known.some(({ kind }) => kind === "anyone");
    const mayBe = statement.effect === "Allow" && isIncomplete && !isTold;
    return mayBe && admitsPublic(policy, statement) !== "no";
  });
}

function doubtful(id: string, question: string): Report {
  return { id, doubt: `${question} is not known in preview; will be checked at update` };
}

function what({ actions, notActions }: Statement): string {
  if (actions) return valuesText(actions);
  return `all actions but ${valuesText(notActions ?? { known: [], isIncomplete: false })}`;
}

/** A function URL that needs no signature is public by its own setting. */
function isOpenUrl(statement: Statement): boolean {
  return authTypesOf(statement).every(({ values }) => values.known.includes("NONE"));
}

function authTypesOf({ conditions }: Statement): readonly Condition[] {
  return conditions.filter(({ key }) => key.toLowerCase() === "lambda:functionurlauthtype");
}

/**
 * Whether an OpenSearch domain may be behind a VPC, or fine-grained access control: AWS itself proposes an
 * open policy then ("Identity and Access Management in Amazon OpenSearch Service"). A policy declared by
 * itself doesn't tell.
 */
function hasOtherWalls({ type, inputs }: Resource): boolean {
  if (type.includes("omainPolicy")) return true;
  if (property(inputs, "VpcOptions") || property(inputs, "VPCOptions")) return true;
  const security = object(property(inputs, "AdvancedSecurityOptions"));
  return security === UNKNOWN || Boolean(security && property(security, "Enabled"));
}
