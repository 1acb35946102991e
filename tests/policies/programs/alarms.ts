import * as aws from "@pulumi/aws";
import { Alarms } from "../../../components/alarms.ts";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** All alarms, beside the log group to which a trail delivers. */
export default async function alarms() {
  const { accountId } = await aws.getCallerIdentity();
  const logs = new aws.cloudwatch.LogGroup("trail", { retentionInDays: 365 });
  new Alarms("alarms", {
    accountId,
    region: "eu-west-1",
    emails: ["security@example.com"],
    administratorGroupIds: ["90679746-9c71-4d9f-b5d1-9a1f3a1b2c3d"],
    emergencyRoles: ["emergency/administrator"],
    logGroupName: logs.name,
  });
}
