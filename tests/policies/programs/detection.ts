import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Detection } from "../../../components/detection.ts";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [
  { resource: "opened-config-history", why: "anybody may read what AWS Config recorded" },
  { resource: "weak", why: "passwords of six characters" },
];

/** All that AWS looks for, in one account and in the organization; then with its bucket opened, and with weak passwords. */
export default async function detection() {
  const { accountId } = await aws.getCallerIdentity();
  const place = { managementAccountId: accountId, region: "eu-west-1" };
  const contact = { name: "Security", title: "Team", email: "s@example.com", phone: "+44 20 1" };
  const all = {
    ...place,
    accessAnalyzer: { regions: ["eu-west-1", "us-east-1"], unusedDays: 90 },
    config: { createRecorder: true, hardwareMfa: true },
    passwordPolicy: {},
    contacts: { security: contact, billing: contact, memberAccounts: ["111111111111"] },
    tags: { team: "security" },
  };
  new Detection("detection", all);
  new Detection("everywhere", { ...all, config: { ...all.config, organization: true } });

  const open = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
  };
  const opened: pulumi.ResourceTransform = ({ type, props, opts }) =>
    type === "aws:s3/bucketPolicy:BucketPolicy"
      ? { props: { ...props, policy: JSON.stringify(open) }, opts }
      : undefined;
  new Detection("opened", all, { transforms: [opened] });
  new Detection("weak", { ...place, passwordPolicy: { minimumLength: 6, reusePrevention: 1 } });
}
