import * as aws from "@pulumi/aws";
import { Alarms } from "../../../components/alarms.ts";
import { AuditTrail } from "../../../components/auditTrail.ts";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** All alarms on what the organization's trail delivers, and those of one account beside them. */
export default async function alarms() {
  const { accountId } = await aws.getCallerIdentity();
  const region = "eu-west-1";
  const emails = ["security@example.com"];
  const trail = new AuditTrail("audit-trail", {
    managementAccountId: accountId,
    instanceArn: "arn:aws:sso:::instance/ssoins-7223aaaabbbbcccc",
    region,
    logGroup: { retentionDays: 365 },
  });
  new Alarms("alarms", {
    ...{ accountId, region, emails },
    administratorGroupIds: ["90679746-9c71-4d9f-b5d1-9a1f3a1b2c3d"],
    emergencyRoles: ["emergency/administrator"],
    logGroupName: trail.logGroupName,
  });
  new Alarms("here", { accountId, region, emails });
}
