import * as aws from "@pulumi/aws";
import { keyPolicy } from "../../../components/keys/keyPolicy.ts";
import { keyRights } from "../../../components/keys/keyRights.ts";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** The key that encrypts Identity Center, and roles that deploy and look, with the policies of docs/regions-and-keys.md. */
export default async function identityCenterKey() {
  const { accountId } = await aws.getCallerIdentity();
  const encrypted = {
    keyArn: `arn:aws:kms:eu-west-1:${accountId}:key/mrk-0123456789abcdef0123456789abcdef`,
    instanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
    identityStoreId: "d-0123456789",
    managementAccountId: accountId,
  };
  const policy = JSON.stringify(keyPolicy(encrypted));
  const key = new aws.kms.Key("identity-center", {
    description: "Encrypts Identity Center",
    enableKeyRotation: true,
    multiRegion: true,
    policy,
  });
  new aws.kms.ReplicaKey("identity-center-us-east-1", {
    primaryKeyArn: key.arn,
    region: "us-east-1",
    policy,
  });
  const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Action: "sts:AssumeRole" },
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      },
    ],
  });
  for (const use of ["administer", "read"] as const) {
    const role = new aws.iam.Role(`identity-center-${use}`, { assumeRolePolicy });
    new aws.iam.RolePolicy(`identity-center-key-${use}`, {
      role: role.name,
      policy: JSON.stringify({ Version: "2012-10-17", Statement: keyRights(encrypted, use) }),
    });
  }
}
