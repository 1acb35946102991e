import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import type { Rule } from "../../rule.ts";
import { placeWithConditions, resourcesText, some } from "../text.ts";
import { eachPolicy } from "./eachPolicy.ts";

export const iamNoCredentialExposure: Rule = {
  id: "iam-no-credential-exposure",
  severity: "high",
  level: "mandatory",
  title: "Least privilege: no policy gives all secrets or role sessions",
  why: "whoever takes over one workload gets the passwords, keys and sessions of all others",
  fix: "name the secrets, parameters, databases or roles in Resource, by path or by tag",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  controls: { bestPractice: "Apply least-privilege permissions" },
  settings: {},
  ...eachPolicy(function* (fact, today) {
    for (const { by, actions, verdict } of diagnosisOf(fact.policy, today).credentials) {
      yield {
        id: findingId("credentials", partOf(fact, by.place)),
        seen: `${placeWithConditions(fact, by)} allows ${some(actions)} on ${resourcesText(by)}, and each answers with credentials`,
        wanted: "those that are needed, by name, path or tag",
        ...(verdict !== "yes" && { level: "advisory" as const }),
      };
    }
  }),
};
