import type { ErrorForm } from "./errorForm.ts";

const KMS_DOCS =
  "https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html";

/** The customer managed key that encrypts Identity Center (Reason of the exceptions of sso-admin and identitystore). */
export const encryptionErrors: readonly ErrorForm[] = [
  { form: /KMS_THROTTLING|KMS_ThrottlingException/, passes: true },
  {
    // The provider shows AWS's words, not the exception's reason (User Guide, "Troubleshoot customer managed keys").
    form: /KMS_ACCESS_DENIED|KMS_AccessDeniedException|not authorized to perform: kms:|associated with this ciphertext/i,
    advice: () =>
      `Identity Center is encrypted with a KMS key of yours that these credentials may not use: allow them kms:Decrypt, kms:Encrypt and kms:GenerateDataKeyWithoutPlaintext in their role's policies, and their account in the key policy; docs/regions-and-keys.md has both (${KMS_DOCS})`,
  },
  {
    form: /KMS_KEY_NOT_FOUND|KMS_NotFoundException|KMS_INVALID_ARN/,
    advice: () =>
      `the KMS key that encrypts Identity Center wasn't found: see IAM Identity Center > Settings > Management for the key, and restore it (aws kms cancel-key-deletion) or choose another (${KMS_DOCS})`,
  },
  {
    // KMS says of a key that it "is disabled", or "is pending deletion".
    form: /KMS_\w+|(KMSInvalidState|Disabled)Exception|:key\/\S+ is (disabled|pending (replica )?deletion)/,
    advice: (_, [reason]) =>
      `the KMS key that encrypts Identity Center can't be used (${reason}): look at its state and usage with aws kms describe-key, and enable it (aws kms enable-key) (${KMS_DOCS})`,
  },
];
