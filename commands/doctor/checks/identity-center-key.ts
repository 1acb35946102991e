import type { Check } from "../check.ts";
import { identityCenterSettings } from "../consolePage.ts";

export const identityCenterKey: Check<"instanceDetails"> = {
  id: "identity-center-key",
  severity: "high",
  title: "The key that encrypts Identity Center can be used, and is the one of the configuration",
  why: "nobody signs in while it can't, and rights are checked on the key of the configuration",
  fix: "AWS KMS: let the key's policy allow Identity Center and the identity store to use it, and cancel its deletion; write its ARN into access:identityCenter.encryption.keyArn (docs/regions-and-keys.md)",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html",
  needs: ["instanceDetails"],
  *judge(
    { instanceDetails: { keyType, keyArn, encryptionStatus, encryptionStatusReason } },
    { region, stack },
  ) {
    const key = keyArn ?? (keyType === "AWS_OWNED_KMS_KEY" ? "a key of AWS's" : "its key");
    if (encryptionStatus !== undefined && encryptionStatus !== "ENABLED") {
      const why = encryptionStatusReason === undefined ? "" : ` (${encryptionStatusReason})`;
      yield { what: "key", seen: `encryption by ${key} is ${encryptionStatus}${why}` };
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
      };
    }
    return `encrypted by ${key}`;
  },
};
