import { orDidYouMean } from "../model/problems/didYouMean.ts";
import type { OrganizationFacts } from "./organizationFacts.ts";
import type { SnapshotFile } from "./snapshotFile.ts";
import type { SnapshotProblem } from "./snapshotProblem.ts";

/** Keys, and what the caller may do with them; the key of Identity Center is one of them. */
export function keyFacts(
  { accounts, callerPolicy, identityCenter, keys }: SnapshotFile,
  found: SnapshotProblem[],
): Pick<OrganizationFacts, "callerPolicy" | "keys"> {
  const arns = keys.map(({ arn }) => arn);
  const keyArn = identityCenter === "none" ? undefined : identityCenter.keyArn;
  if (keyArn !== undefined && !arns.includes(keyArn)) {
    const message = `no key ${keyArn} under keys${orDidYouMean(keyArn, arns)}`;
    found.push({ steps: ["identityCenter", "keyArn"], message });
  }
  const text = (policy: unknown, ...steps: SnapshotProblem["steps"]) => {
    const json = typeof policy === "string" ? policy : JSON.stringify(policy);
    try {
      JSON.parse(json);
    } catch {
      found.push({ steps, message: "is no JSON text; write the policy as an object" });
    }
    return json;
  };
  return {
    keys: keys.map(({ policy, ...key }, index) => ({
      ...key,
      policy: text(policy ?? usualPolicy(key.arn, accounts), "keys", index, "policy"),
    })),
    ...(callerPolicy === undefined ? {} : { callerPolicy: text(callerPolicy, "callerPolicy") }),
  };
}

/** Left to the organization's accounts, with what Identity Center needs (IAM Identity Center User Guide, "Baseline KMS key policy"). */
function usualPolicy(arn: string, accounts: SnapshotFile["accounts"]): object {
  const [, partition] = arn.split(":");
  return {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Action: "kms:*", Resource: "*" },
        Principal: { AWS: accounts.map(({ id }) => `arn:${partition}:iam::${id}:root`) },
      },
      {
        ...{ Effect: "Allow", Resource: "*" },
        Principal: { Service: ["sso.amazonaws.com", "identitystore.amazonaws.com"] },
        Action: [
          ...["kms:DescribeKey", "kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom"],
          "kms:GenerateDataKeyWithoutPlaintext",
        ],
      },
    ],
  };
}
