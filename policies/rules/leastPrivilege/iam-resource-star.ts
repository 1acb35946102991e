import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import type { Rule } from "../../rule.ts";
import { placeWithConditions, resourcesText, some } from "../text.ts";
import { eachPolicy } from "./eachPolicy.ts";

export const iamResourceStar: Rule = {
  id: "iam-resource-star",
  severity: "medium",
  level: "advisory",
  title: "Least privilege: changes name their resources",
  why: "on * an action works on everything of the account, whatever it was meant for",
  fix: "name the resources in Resource, or narrow them with a condition on their tags",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  controls: { bestPractice: "Apply least-privilege permissions" },
  settings: {},
  ...eachPolicy(function* (fact, today) {
    for (const { by, actions, permissions } of diagnosisOf(fact.policy, today).resourceStars) {
      const changes = permissions ? "changes things, and who may do what," : "changes things";
      yield {
        id: findingId(
          permissions ? "permissions-on-all" : "changes-on-all",
          partOf(fact, by.place),
        ),
        seen: `${placeWithConditions(fact, by)} ${changes} on ${resourcesText(by)}: ${some(actions)}`,
        wanted:
          "the resources that these actions are needed for: all of them can be allowed on single ones",
      };
    }
  }),
};
