import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import type { Rule } from "../../rule.ts";
import { placeWithConditions, resourcesText, some } from "../text.ts";
import { eachPolicy } from "./eachPolicy.ts";

export const iamNoDataExposure: Rule = {
  id: "iam-no-data-exposure",
  severity: "medium",
  level: "advisory",
  title: "Least privilege: no policy reads all data of a kind",
  why: "a single leaked session then reads every bucket, table, queue or snapshot of the account",
  fix: "name the buckets, tables, queues or keys in Resource, by name or by tag; for kms:Decrypt, kms:ViaService narrows as well",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  controls: { bestPractice: "Apply least-privilege permissions" },
  settings: {},
  ...eachPolicy(function* (fact, today) {
    for (const { by, actions } of diagnosisOf(fact.policy, today).data) {
      yield {
        id: findingId("data", partOf(fact, by.place)),
        seen: `${placeWithConditions(fact, by)} allows ${some(actions)} on ${resourcesText(by)}`,
        wanted: "the buckets, tables, queues or keys that are needed",
      };
    }
  }),
};
