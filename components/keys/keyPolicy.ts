import { keyParts } from "../../model/schema/encryption.ts";
import type { EncryptedInstance, KeyStatement } from "./keyRights.ts";

const contextKeys = ["aws:sso:instance-arn", "aws:identitystore:identitystore-arn"];
const services = { Service: ["sso.amazonaws.com", "identitystore.amazonaws.com"] };

/**
 * Policy of the key that encrypts Identity Center, and of each of its replicas, narrowed to one instance (User Guide,
 * "Baseline KMS key policy" and "Advanced KMS key policy statements"). Whether a role may use the key is left to the
 * policies of the administering accounts. AWS managed applications and their administrators in other accounts need
 * more: those two pages have it.
 *
 * @param administeringAccounts the management account, and the delegated administrator where there is one
 */
export function keyPolicy(
  encrypted: EncryptedInstance,
  administeringAccounts: readonly string[] = [encrypted.managementAccountId],
): { readonly Version: "2012-10-17"; readonly Statement: readonly KeyStatement[] } {
  const { partition } = keyParts(encrypted.keyArn);
  const ofThisAccount = {
    StringEquals: { "aws:SourceAccount": encrypted.managementAccountId },
  };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Sid: "AdministeringAccounts", Effect: "Allow", Action: "kms:*", Resource: "*" },
        Principal: {
          AWS: administeringAccounts.map((id) => `arn:${partition}:iam::${id}:root`),
        },
      },
      {
        ...{ Sid: "IdentityCenterDescribesKey", Effect: "Allow", Principal: services },
        ...{ Action: "kms:DescribeKey", Resource: "*", Condition: ofThisAccount },
      },
      {
        ...{ Sid: "IdentityCenterUsesKey", Effect: "Allow", Principal: services, Resource: "*" },
        Action: [
          ...["kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom"],
          "kms:GenerateDataKeyWithoutPlaintext",
        ],
        Condition: {
          ...ofThisAccount,
          "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": contextKeys },
        },
      },
    ],
  };
}
