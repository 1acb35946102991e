import type { Verdict } from "../../verdict.ts";
import type { Constraint } from "./constraint.ts";
import {
  addresses,
  arn,
  endpoint,
  type Fixed,
  firstSegment,
  isTrue,
  text,
  uniqueId,
} from "./fixed.ts";

/**
 * Keys that keep the public out where their value is fixed ("AWS global condition context keys"; S3's "The
 * meaning of public"; keys of services). Keys that a requester can choose aren't among them: tags,
 * `aws:Referer`, `aws:UserAgent`, `sts:ExternalId`, `aws:SecureTransport`; nor is `aws:VpcSourceIp`, whose
 * addresses anybody's VPC can have.
 */
const KEYS: ReadonlyMap<string, Fixed> = new Map(
  Object.entries({
    "aws:principalorgid": text,
    "aws:principalorgpaths": firstSegment,
    "aws:principalaccount": text,
    "aws:principalarn": arn,
    "aws:principalisawsservice": isTrue,
    "aws:principalservicename": text,
    "aws:principalservicenameslist": text,
    "aws:userid": uniqueId,
    "aws:federatedprovider": arn,
    "aws:sourceaccount": text,
    "aws:sourceowner": text,
    "aws:sourcearn": arn,
    "aws:sourceorgid": text,
    "aws:sourceorgpaths": firstSegment,
    "aws:sourcevpc": text,
    "aws:sourcevpcarn": arn,
    "aws:sourcevpce": text,
    "aws:vpceaccount": text,
    "aws:vpceorgid": text,
    "aws:vpceorgpaths": firstSegment,
    "aws:sourceip": addresses,
    "aws:ec2instancesourcevpc": text,
    "ec2:sourceinstancearn": arn,
    "lambda:sourcefunctionarn": arn,
    "ssm:sourceinstancearn": arn,
    "kms:calleraccount": text,
    "s3:dataaccesspointarn": arn,
    "s3:dataaccesspointaccount": text,
    "s3:x-amz-server-side-encryption-aws-kms-key-id": arn,
    "elasticfilesystem:accessedviamounttarget": isTrue,
    "elasticfilesystem:accesspointarn": arn,
    "events:creatoraccount": text,
    "sns:endpoint": endpoint,
    "vpc-lattice-svcs:sourcevpc": text,
    "vpc-lattice-svcs:sourcevpcowneraccount": text,
  }),
);

/** Keys of an organization: of who asks, or of whom a service asks for. */
export const ORGANIZATION_KEYS: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
]);

/** Whether only requests that the public can't make meet a constraint. */
export function excludesPublic(constraint: Constraint): Verdict {
  const fixed = KEYS.get(constraint.key);
  return fixed ? isFixed(constraint, fixed) : "no";
}

/** Whether every value of a constraint is fixed. Values not known yet are where they are taken literally. */
export function isFixed(
  { values, isIncomplete, wildcards, family }: Constraint,
  fixed: Fixed,
): Verdict {
  if (!values.every((value) => fixed(value, wildcards))) return "no";
  return isIncomplete && (wildcards || family === "IpAddress" || family === "Bool")
    ? "unknown"
    : "yes";
}
