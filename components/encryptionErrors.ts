import type { ErrorForm } from "./errorForm.ts";

interface KeyError {
  readonly form: RegExp;
  /** @default resources of all types */
  readonly of?: RegExp;
  /** What to do. Absent: it passes by itself. */
  readonly advice?: (match: RegExpExecArray) => string;
}

const KMS_DOCS =
  "https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html";

/** The customer managed key that encrypts Identity Center (Reason of the exceptions of sso-admin and identitystore). */
const keyErrors: readonly KeyError[] = [
  { form: /KMS_THROTTLING|KMS_ThrottlingException/ },
  {
    // The provider shows AWS's words, not the exception's reason (User Guide, "Troubleshoot customer managed keys").
    form: /KMS_ACCESS_DENIED|KMS_AccessDeniedException|not authorized to perform: kms:|associated with this ciphertext/i,
    // Elsewhere it is another key, such as the audit trail's.
    of: /^aws:(ssoadmin|identitystore)\//,
    advice: () =>
      `Identity Center is encrypted with a KMS key of yours that these credentials may not use: allow them kms:Decrypt, kms:Encrypt and kms:GenerateDataKeyWithoutPlaintext in their role's policies, and their account in the key policy; docs/regions-and-keys.md has both (${KMS_DOCS})`,
  },
  {
    // KMS says of a key that it "does not exist", as it does of a replica that a further Region lacks.
    form: /KMS_KEY_NOT_FOUND|KMS_NotFoundException|KMS_INVALID_ARN|Key '(arn:\S+:kms:\S+)' does not exist/,
    advice: ([, arn]) =>
      arn === undefined
        ? `the KMS key that encrypts Identity Center wasn't found: see IAM Identity Center > Settings > Management for the key, and restore it (aws kms cancel-key-deletion) or choose another (${KMS_DOCS})`
        : `the KMS key ${arn}, which encrypts Identity Center, wasn't found: a further Region needs a replica of the key (aws kms replicate-key) with the same policy; if this is its own key, see IAM Identity Center > Settings > Management, and choose another (${KMS_DOCS})`,
  },
  {
    // KMS says of a key that it "is disabled", or "is pending deletion".
    form: /KMS_\w+|(KMSInvalidState|Disabled)Exception|:key\/\S+ is (disabled|pending (replica )?deletion)/,
    advice: ([reason]) =>
      `the KMS key that encrypts Identity Center can't be used (${reason}): look at its state and usage with aws kms describe-key, and enable it (aws kms enable-key) (${KMS_DOCS})`,
  },
];

export const encryptionErrors: readonly ErrorForm[] = keyErrors.map(({ form, of, advice }) => ({
  form,
  ...(of === undefined ? {} : { of }),
  ...(advice === undefined ? { passes: true } : { advice: (_, match) => advice(match) }),
}));

/** What to do where a look-up failed for the key that encrypts Identity Center; undefined where it failed for another reason. */
export function keyAdvice(error: string): string | undefined {
  for (const { form, advice } of keyErrors) {
    const match = form.exec(error);
    if (match) return advice?.(match);
  }
  return undefined;
}
