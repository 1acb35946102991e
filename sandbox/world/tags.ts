import { ServiceError } from "./serviceError.ts";

export interface Tag {
  Key: string;
  Value: string;
}

/** Tags that a resource may have (IAM Identity Center User Guide, "Tag restrictions"). */
const maximumTags = 50;

/**
 * Tags with some added.
 *
 * @throws ServiceError where they are more than AWS takes, are AWS's own, or two have one key
 */
export function withTags(
  tags: Readonly<Record<string, string>>,
  added: readonly Tag[],
): Record<string, string> {
  if (added.some(({ Key }) => /^aws:/i.test(Key))) {
    throw new ServiceError(
      "ValidationException",
      "Tag keys that begin with aws: are reserved for AWS use",
    );
  }
  if (new Set(added.map(({ Key }) => Key)).size < added.length) {
    throw new ServiceError("ValidationException", "Tag keys must be unique");
  }
  const all = { ...tags, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
  if (Object.keys(all).length <= maximumTags) return all;
  throw new ServiceError(
    "ServiceQuotaExceededException",
    `The resource would have ${Object.keys(all).length} tags, the maximum is ${maximumTags}`,
  );
}
