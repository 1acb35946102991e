import { parseRange } from "../conditions/ipRange.ts";
import { arnParts } from "./arnParts.ts";

/**
 * Whether a value of a condition stands for something in particular, which nobody outside can choose to
 * be ("Blocking public access to your Amazon S3 storage", The meaning of "public"). Placeholders of a
 * template are: what they will be isn't known, but no wildcard.
 */
export type Fixed = (value: string, wildcards: boolean) => boolean;

/** Without wildcards, such as an account. */
export const text: Fixed = (value, wildcards) =>
  !hasRequesterVariable(value) && !(wildcards && WILDCARD.test(value));

/** With a first segment without wildcards, such as `o-a1b2c3d4e5/*` of an organization. */
export const firstSegment: Fixed = (value, wildcards) => text(value.split("/")[0] ?? "", wildcards);

/** With the unique id of a user, role or account, such as `AROAEXAMPLEID:*`. */
export const uniqueId: Fixed = (value, wildcards) => text(value.split(":")[0] ?? "", wildcards);

/**
 * The ARN of something in one account, or of something whose name only one account can have, such as a
 * bucket: `arn:aws:s3:::name` and also `arn:aws:s3:*:*:name`.
 */
export const arn: Fixed = (value, wildcards) => {
  if (!wildcards) return text(value, false);
  if (/^(\$\{|\{\{)/.test(value) && !hasRequesterVariable(value)) return true;
  const parts = arnParts(value);
  if (!parts) return text(value, true);
  const { service, account, resource } = parts;
  const isBucket = service === "s3" && !/^(accesspoint|job|storage-lens)/.test(resource);
  if ((isBucket || account === "") && text(resource.split("/")[0] ?? "", true)) return true;
  return account !== "" && text(account, true);
};

/** A range of addresses that somebody may own: from /8 (IPv6: /32) on. */
export const addresses: Fixed = (value) => {
  const range = parseRange(value);
  // What is no range matches no request.
  return !range || range.bits >= (range.width === 32 ? 8 : 32);
};

/** `true` of a key that says so of few requests only. */
export const isTrue: Fixed = (value) => value.toLowerCase() === "true";

/** A mailbox or URL of one domain, such as `*@example.com`. */
export const endpoint: Fixed = (value) => {
  const domain = /(?:@|:\/\/)([^/]*)/.exec(value)?.[1] ?? value;
  return !WILDCARD.test(domain);
};

const WILDCARD = /[*?]/;

/** Variables that stand for what the requester is or says, other than `${aws:ResourceAccount}` and its like. */
function hasRequesterVariable(value: string): boolean {
  const variable = /\$\{\s*([a-z][\w.-]*:(?!:)[^}]*)\}/i.exec(value)?.[1];
  return variable !== undefined && !/^(aws:Resource|s3:ResourceAccount)/i.test(variable);
}
