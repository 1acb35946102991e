import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { meaningOf } from "../../iam/awsManaged/catalogue.ts";
import type { Statement } from "../../iam/policy/statement.ts";
import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { CONTROL_SERVICES } from "../../iam/risk/sensitiveActions.ts";
import { findingId } from "../../resources/policyPart.ts";
import type { Rule } from "../../rule.ts";
import { UNKNOWN } from "../../value.ts";
import { placeWithConditions, resourcesText, some } from "../text.ts";
import { eachPolicy } from "./eachPolicy.ts";

const checks = eachPolicy(function* (fact, today) {
  for (const { service, by, verdict } of diagnosisOf(fact.policy, today).fullServices) {
    yield {
      id: findingId("full-access", service),
      seen: `${placeWithConditions(fact, by)} allows ${isNamed(service, by) ? `${service}:*` : `(nearly) all of ${service}`} on ${resourcesText(by)}`,
      wanted: `only the actions of ${service} that are needed, on the resources that they are needed for`,
      ...((!CONTROL_SERVICES.has(service) || verdict !== "yes") && { level: "advisory" as const }),
    };
  }
});

export const iamNoFullServiceAccess: Rule = {
  id: "iam-no-full-service-access",
  severity: "high",
  level: "mandatory",
  title: "Least privilege: no full access to a service",
  why: "all of IAM, of an organization, of keys or secrets is as good as administration, and all of any other service includes deleting what it keeps",
  fix: "list the actions that are needed, and the resources; IAM Access Analyzer writes such a policy from what was used",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  controls: {
    securityHub: ["IAM.21"],
    bestPractice: "Apply least-privilege permissions",
  },
  settings: {},
  ...checks,
  facts: {
    ...checks.facts,
    *attachment({ property, policies, holders, owner }) {
      // People get such permissions for hours; what a set may have is for the rules of Identity Center.
      const kinds = [owner?.principal, ...holders.map(({ target }) => target)];
      if (kinds.includes("permission-set")) return;
      for (const arn of policies && policies.values !== UNKNOWN ? policies.values : []) {
        if (typeof arn !== "string") continue;
        const name = awsManagedPolicy(arn);
        const services = name === undefined ? [] : wholeServices(name);
        if (name === undefined || services.length === 0) continue;
        yield {
          id: findingId("full-access", name),
          seen: `${property}: ${arn}, (nearly) all of ${some(services, 3)}`,
          wanted: "a policy with only the actions and resources that are needed",
          level: "advisory",
        };
      }
    },
  },
};

/** Whether a statement has a pattern for all actions of the service, and no other service's. */
function isNamed(service: string, { actions }: Statement): boolean {
  return actions?.known.some((one) => one.toLowerCase() === `${service}:*`) ?? false;
}

/**
 * The services that an AWS managed policy gives whole. What makes administrators is for iam-no-administrator-policies; what AWS
 * made for the role of one of its services, nobody else can write narrower.
 */
function wholeServices(name: string): readonly string[] {
  const meaning = meaningOf(name);
  if (!meaning || meaning.administers || name.startsWith("service-role/")) return [];
  return meaning.services;
}
