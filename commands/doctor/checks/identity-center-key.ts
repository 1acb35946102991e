import type { Check } from "../check.ts";
import { identityCenterSettings } from "../consolePage.ts";

const USABLE =
  "AWS KMS: let the key's policy allow Identity Center and the identity store to use it (output keyPolicies), enable the key, and cancel its deletion: docs/regions-and-keys.md";

export const identityCenterKey: Check<"instance" | "instanceDetails"> = {
  id: "identity-center-key",
  severity: "high",
  title: "The key that encrypts Identity Center can be used, and is the one of the configuration",
  why: "nobody signs in while it can't, and rights are checked on the key of the configuration",
  fix: "docs/regions-and-keys.md has the steps: the key and its policy, aws sso-admin update-instance, and its ARN in access:identityCenter.encryption.keyArn",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html",
  needs: ["instance", "instanceDetails"],
  *judge(
    { instance, instanceDetails: { keyType, keyArn, encryptionStatus, encryptionStatusReason } },
    { region, stack },
  ) {
    const key = keyArn ?? (keyType === "AWS_OWNED_KMS_KEY" ? "a key of AWS's" : "its key");
    if (encryptionStatus !== undefined && encryptionStatus !== "ENABLED") {
      const why = encryptionStatusReason === undefined ? "" : ` (${encryptionStatusReason})`;
      yield { what: "key", seen: `encryption by ${key} is ${encryptionStatus}${why}`, fix: USABLE };
    }
    if (encryptionStatus === undefined) {
      const look = "whether the key can be used, as AWS's answer doesn't say it";
      yield { look, at: identityCenterSettings(region) };
    }
    const wanted = stack?.configuration.identityCenter.encryption?.keyArn;
    const isKnown = keyArn !== undefined || keyType === "AWS_OWNED_KMS_KEY";
    if (wanted !== undefined && isKnown && wanted !== keyArn) {
      yield {
        what: "other-key",
        seen: `Identity Center is encrypted by ${key}, and access:identityCenter.encryption.keyArn is ${wanted}`,
        fix: `give the key's policy, then the key, to Identity Center (docs/regions-and-keys.md, step 3 on): aws sso-admin update-instance --instance-arn ${instance.found?.arn ?? "ARN"} --encryption-configuration KeyType=CUSTOMER_MANAGED_KEY,KmsKeyArn=${wanted}${keyArn === undefined ? "" : "; or, if the other key is right, write its ARN into access:identityCenter.encryption.keyArn"}`,
      };
    }
    return `encrypted by ${key}`;
  },
};
