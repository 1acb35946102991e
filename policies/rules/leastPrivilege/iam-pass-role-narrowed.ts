import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import type { Rule } from "../../rule.ts";
import { placeWithConditions, resourcesText } from "../text.ts";
import { eachPolicy } from "./eachPolicy.ts";

export const iamPassRoleNarrowed: Rule = {
  id: "iam-pass-role-narrowed",
  severity: "high",
  level: "mandatory",
  title: "iam:PassRole names roles or the service that gets them",
  why: "who may pass any role to any service can act as the most powerful role that some service trusts",
  fix: 'name the roles in Resource, and the service: {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  controls: { bestPractice: "Apply least-privilege permissions" },
  settings: {},
  ...eachPolicy(function* (fact, today) {
    const { verdict, by } = diagnosisOf(fact.policy, today).passRole;
    if (verdict === "no" || !by) return;
    yield {
      id: findingId("pass-any-role", partOf(fact, by.place)),
      seen: `${placeWithConditions(fact, by)} allows iam:PassRole on ${resourcesText(by)}, to any service`,
      wanted: "the roles that are passed, or iam:PassedToService with the service that gets them",
      // Who asks, from where or when decides, as with an administrator under a condition.
      ...(verdict === "conditional" && { level: "advisory" }),
    };
  }),
};
