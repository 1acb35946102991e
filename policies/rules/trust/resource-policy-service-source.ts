import type { Policy, Statement } from "../../iam/policy/statement.ts";
import { asOf } from "../../iam/trust/asOf.ts";
import { conditionsText } from "../../iam/trust/conditionText.ts";
import { principal, principalsOf } from "../../iam/trust/principal.ts";
import {
  servicesLetIn,
  tellsBucketOwner,
  tellsSource,
  tellsWhenCalling,
} from "../../iam/trust/source.ts";
import { PERMISSION_TYPES, permissionOf } from "../../resources/permission.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Report, Rule } from "../../rule.ts";

export const resourcePolicyServiceSource: Rule = {
  id: "resource-policy-service-source",
  severity: "medium",
  level: "advisory",
  title: "Resources used by services are safe from confused deputies",
  why: "every customer of the service can point it at the resource: somebody else's bucket or rule then calls the function, or fills the queue (confused deputy)",
  fix: "add ArnLike on aws:SourceArn, StringEquals on aws:SourceAccount, or on aws:SourceOrgID; sourceArn or sourceAccount of a Lambda permission",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention",
  controls: {
    securityHub: ["Lambda.1"],
    bestPractice: "Use conditions in IAM policies to further restrict access",
  },
  settings: {},
  facts: {
    *policy(fact, { today }) {
      if (fact.use !== "resource") return;
      const policy = asOf(fact.policy, today);
      for (const statement of policy.statements) {
        const part = partOf(fact, statement.place);
        const where = statementPlace(fact, statement);
        yield* judge(policy, statement, { resource: fact.service, where, part });
      }
    },
  },
  resource: {
    types: PERMISSION_TYPES,
    *check(resource) {
      const { policy, service, what = "" } = permissionOf(resource) ?? {};
      for (const statement of policy?.statements ?? []) {
        const place = { resource: service, where: what, part: "" };
        yield* judge(policy as Policy, statement, place);
      }
    },
  },
};

interface Place {
  /** The service whose resource it is. */
  readonly resource: string | undefined;
  readonly where: string;
  readonly part: string;
}

function* judge(
  policy: Policy,
  statement: Statement,
  { resource, where, part }: Place,
): Iterable<Report> {
  const services = callers(policy, statement, resource);
  if (services.length === 0) return;
  const told = tellsSource(policy, statement);
  const seen = `${where} allows ${services.map(({ text }) => text).join(", ")}, ${conditionsText(statement.conditions)}`;
  if (told === "no") {
    yield {
      id: findingId("source", part),
      seen,
      wanted: "a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID",
    };
    return;
  }
  const isNotified =
    NOTIFIED.has(resource ?? "") && services.some(({ service }) => service === "s3");
  if (isNotified && tellsBucketOwner(policy, statement) === "no") {
    yield {
      id: findingId("source-account", part),
      seen: `${seen}: the ARN of a bucket names no account, and another account can take the bucket's name once it is deleted`,
      wanted: "a condition on aws:SourceAccount, too",
      fix: "add StringEquals on aws:SourceAccount; sourceAccount of a Lambda permission",
    };
  }
}

/** Services that a statement lets in, and that tell for whom they call. */
function callers(
  policy: Policy,
  statement: Statement,
  resource: string | undefined,
): readonly { readonly text: string; readonly service: string }[] {
  if (statement.effect !== "Allow") return [];
  const letIn = servicesLetIn(policy, statement);
  if (letIn.includes("*")) return [{ text: "* for every AWS service", service: "*" }];
  const named = letIn.map((value) => principal({ kind: "Service", value }));
  return [...principalsOf(statement).known, ...named].flatMap((one) => {
    if (one.kind !== "service" || !tellsWhenCalling(one.service)) return [];
    // With keys, most services act for whoever uses the encrypted resource.
    if (resource === "kms" && !TELL_KEYS.has(one.service)) return [];
    // "You can't use Condition blocks in Amazon SNS topic policies for EventBridge" (its User Guide, "Troubleshooting").
    if (resource === "sns" && one.service === "events") return [];
    return [one];
  });
}

/** Their documentation asks for the source, or its encryption context, in key policies. */
const TELL_KEYS = new Set(["cloudtrail", "cloudfront", "logs", "s3"]);

/** Whom S3 notifies of events, always naming the bucket as source ("Granting permissions to publish event notification messages"). */
const NOTIFIED = new Set(["lambda", "sns", "sqs"]);
