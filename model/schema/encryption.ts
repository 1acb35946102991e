import { z } from "zod";
import { patterned } from "./field.ts";

/**
 * ARN of a symmetric customer managed key (IAM Identity Center API, EncryptionConfiguration): an alias isn't taken. The
 * identifier of a multi-Region key begins with `mrk-`.
 */
const keyArn = patterned(
  2048,
  /^arn:aws[a-z-]*:kms:[a-z]{2,4}(-[a-z]+)+-\d{1,2}:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  "the ARN of a key is wanted, not of an alias, such as arn:aws:kms:eu-west-1:111111111111:key/mrk-0123456789abcdef0123456789abcdef",
);

export const encryptionSchema = z
  .strictObject({
    keyArn: keyArn.describe(
      "ARN of the KMS key in the home Region. It is in the management account; mrk- begins the id of a multi-Region key.",
    ),
  })
  .describe(
    "The customer managed KMS key that encrypts Identity Center. It is chosen in the console or with aws sso-admin update-instance; here it is said, so that rights on it can be checked. Default: a key of AWS's.",
  );

/** Parts of a key's ARN that something follows from. */
export interface KeyParts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly isMultiRegion: boolean;
}

export function keyParts(arn: string): KeyParts {
  const [, partition = "", , region = "", account = "", resource = ""] = arn.split(":");
  return { partition, region, account, isMultiRegion: resource.startsWith("key/mrk-") };
}
