import { action } from "../actions/actions.ts";
import { keyFamily } from "../actions/serviceReference.ts";

/**
 * What a condition key tells of a request:
 * - `caller`: who calls, from where or when, which a holder of the permission can't choose, so that a condition on it
 *   says when a permission works, not what it reaches;
 * - `form`: how something is asked for, such as encrypted or in which Region, which its holder chooses freely;
 * - `request`: what is asked for, such as the service that gets a role, or a tag of something new;
 * - `owner`: whose the resource is;
 * - `resource`: a fact about the resource, such as a tag, that most resources don't have;
 * - `absent`: the key isn't in such requests.
 */
export type KeyKind = "caller" | "form" | "request" | "owner" | "resource" | "absent";

const OWNER = new Set([
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "s3:resourceaccount",
]);

/** Which service makes a request for its caller ("AWS global condition context keys", Forward access sessions). */
const VIA = new Set([
  "aws:calledvia",
  "aws:calledviafirst",
  "aws:calledvialast",
  "aws:viaawsservice",
  "kms:viaservice",
]);

/** Whether a key tells of the services through which a request came. */
export function isVia(key: string): boolean {
  return VIA.has(key);
}

/** When a request, or the session that makes it, was made: who waits, or signs in again, has another. */
const CLOCK = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]);

/** Whether a key tells a time. */
export function isClock(key: string): boolean {
  return CLOCK.has(key);
}

/** Only in requests that an AWS service makes, for somebody or by itself ("AWS global condition context keys"). */
const OF_SERVICES = new Set([
  ...VIA,
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
]);

const FORM = new Set([
  "aws:requestedregion",
  "dynamodb:returnconsumedcapacity",
  "dynamodb:returnvalues",
  "ec2:ebsoptimized",
  "ec2:encrypted",
  "ec2:instancemarkettype",
  "ec2:metadatahttpendpoint",
  "ec2:metadatahttpputresponsehoplimit",
  "ec2:metadatahttptokens",
  "ec2:instancetype",
  "ec2:region",
  "ec2:tenancy",
  "ec2:volumesize",
  "ec2:volumetype",
  "kms:encryptionalgorithm",
  "s3:authtype",
  "s3:max-keys",
  "s3:signatureage",
  "s3:signatureversion",
  "s3:tlsversion",
  "s3:x-amz-acl",
  "s3:x-amz-content-sha256",
  "s3:x-amz-server-side-encryption",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
  "s3:x-amz-storage-class",
  "secretsmanager:versionstage",
]);

/** The same in all requests that people and workloads make. */
export const CONSTANT: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws:assumedroot", ["false"]],
  ["aws:principalisawsservice", ["false"]],
  ["aws:securetransport", ["true"]],
  ["aws:viaawsservice", ["false"]],
]);

/** In every request of a principal. An address is missing only in requests through a VPC endpoint. */
export const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:sourceip",
  "aws:useragent",
  "aws:userid",
]);

/** Keys of services that tell about the caller's session ("AWS global condition context keys"). */
const SESSION =
  /^(ec2:(roledelivery|sourceinstancearn)|glue:(roleassumedby|credentialissuingservice)|identitystore:userid|lambda:sourcefunctionarn|ssm:sourceinstancearn|saml:|sts:)/;

/**
 * What a key tells in requests for an action.
 *
 * @param key in lower case
 * @param name the action, such as `iam:PassRole`
 */
export function keyKind(key: string, name: string): KeyKind {
  if (OWNER.has(key)) return "owner";
  if (OF_SERVICES.has(key)) return "absent";
  if (FORM.has(key)) return "form";
  const family = keyFamily(key);
  if (/tag\/$/.test(family) && family !== "aws:requesttag/" && family !== "aws:principaltag/") {
    return "resource";
  }
  const isRequest = family === "aws:requesttag/" || key === "aws:tagkeys";
  if (key.startsWith("aws:") && !isRequest) return "caller";
  // An issuer's keys, such as token.actions.githubusercontent.com:sub, stay with the session.
  if (SESSION.test(key) || key.slice(0, key.indexOf(":")).includes(".")) return "caller";
  return action(name)?.conditionKeys.has(family) === false ? "absent" : "request";
}
