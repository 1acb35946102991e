import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { replacementOf } from "../../iam/awsManaged/replacements.ts";
import type { Report, Rule } from "../../rule.ts";
import { type Properties, UNKNOWN, type Value } from "../../value.ts";

const ROLE = "aws:iam/role:Role";
const POLICY_ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";

/** Inputs of a role that @pulumi/aws 7 deprecates, and what to use instead. */
const DEPRECATED_INPUTS: Readonly<Record<string, string>> = {
  inlinePolicies: "RolePolicy",
  managedPolicyArns: "RolePolicyAttachment",
};

export const iamNoDeprecatedResources: Rule = {
  id: "iam-no-deprecated-resources",
  severity: "low",
  level: "mandatory",
  title: "No deprecated IAM resources and AWS managed policies",
  why: "AWS attaches a withdrawn policy to nobody anew, and a PolicyAttachment takes its policy away from everybody else in the account",
  fix: "use what the message names instead",
  url: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html#deprecated-managed-policies",
  controls: {},
  settings: {},
  facts: {
    *attachment({ policies, property }) {
      for (const arn of policies === undefined || policies.values === UNKNOWN
        ? []
        : policies.values) {
        const name = typeof arn === "string" ? awsManagedPolicy(arn) : undefined;
        const replacement = name && replacementOf(name);
        if (!replacement) continue;
        yield {
          id: `deprecated-policy:${name}`,
          seen: `${property}: ${name}, which AWS withdraws`,
          wanted: replacement,
          level: "advisory",
        };
      }
    },
  },
  resource: {
    types: [ROLE, POLICY_ATTACHMENT],
    check: ({ type, inputs }) => (type === ROLE ? deprecatedInputs(inputs) : exclusive(inputs)),
  },
};

function* deprecatedInputs(inputs: Properties): Iterable<Report> {
  for (const [input, instead] of Object.entries(DEPRECATED_INPUTS)) {
    if (!isGiven(inputs[input])) continue;
    yield {
      id: `deprecated-input:${input}`,
      seen: `${input} of a role`,
      wanted: `${instead} resources; @pulumi/aws 7 deprecates the input`,
      level: "advisory",
    };
  }
}

function isGiven(value: Value | undefined): boolean {
  return value === UNKNOWN || (Array.isArray(value) && value.length > 0);
}

/** Grave where others attach the same policy: those of AWS, and those that come from elsewhere. */
function* exclusive({ policyArn }: Properties): Iterable<Report> {
  const managed = typeof policyArn === "string" ? awsManagedPolicy(policyArn) : undefined;
  const seen =
    managed === undefined
      ? "a PolicyAttachment, which takes the policy away from everybody else in the account"
      : `a PolicyAttachment, which takes ${managed} away from everybody else in the account`;
  const wanted = "RolePolicyAttachment, UserPolicyAttachment or GroupPolicyAttachment";
  yield {
    id: "exclusive-attachment",
    seen,
    wanted,
    ...(managed === undefined && { level: "advisory" }),
  };
}
