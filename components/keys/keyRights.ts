import { keyParts } from "../../model/schema/encryption.ts";

/** Identity Center, and the customer managed key that encrypts it. */
export interface EncryptedInstance {
  /** ARN of the key. */
  readonly keyArn: string;
  readonly instanceArn: string;
  /** Such as `d-1234567890`. */
  readonly identityStoreId: string;
  /** 12 digits: the account that has the instance, and the key. */
  readonly managementAccountId: string;
}

export interface KeyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Those who change something let Identity Center encrypt as well. */
const administering = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"];

/**
 * What the policies of a role must allow that calls Identity Center, beside the calls themselves: use of the key by
 * Identity Center and its identity store only, and for this instance only (User Guide, "Baseline KMS key policy" and
 * "Advanced KMS key policy statements"). AWS's AWSSSOMasterAccountAdministrator, AWSSSOMemberAccountAdministrator and
 * AWSSSODirectoryAdministrator allow it already.
 *
 * @param use `read` for roles that only read
 */
export function keyRights(
  encrypted: EncryptedInstance,
  use: "administer" | "read",
): readonly KeyStatement[] {
  const Resource = inEveryRegion(encrypted.keyArn);
  const Action = use === "read" ? ["kms:Decrypt"] : administering;
  return [
    {
      ...{ Sid: "UseKeyThroughIdentityCenter", Effect: "Allow", Action, Resource },
      Condition: throughIdentityCenter(encrypted),
    },
    {
      ...{ Sid: "UseKeyThroughIdentityStore", Effect: "Allow", Action, Resource },
      Condition: throughIdentityStore(encrypted),
    },
  ];
}

/** Requests that Identity Center makes of KMS for somebody, with the encryption context of this instance. */
export function throughIdentityCenter({ instanceArn }: EncryptedInstance) {
  return {
    StringLike: { "kms:ViaService": "sso.*.amazonaws.com" },
    StringEquals: { "kms:EncryptionContext:aws:sso:instance-arn": instanceArn },
  };
}

/** The same of its identity store. */
export function throughIdentityStore(encrypted: EncryptedInstance) {
  const { keyArn, identityStoreId, managementAccountId } = encrypted;
  const { partition } = keyParts(keyArn);
  const store = `arn:${partition}:identitystore::${managementAccountId}:identitystore/${identityStoreId}`;
  return {
    StringLike: { "kms:ViaService": "identitystore.*.amazonaws.com" },
    StringEquals: { "kms:EncryptionContext:aws:identitystore:identitystore-arn": store },
  };
}

/** A multi-Region key with its replicas. */
function inEveryRegion(keyArn: string): string {
  const { region, isMultiRegion } = keyParts(keyArn);
  return isMultiRegion ? keyArn.replace(`:kms:${region}:`, ":kms:*:") : keyArn;
}
