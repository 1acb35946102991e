import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { Use } from "../statement.ts";
import { type Fault, shown } from "./fault.ts";

const PARTITION = /^aws(-[a-z0-9-]+)?$/;

/**
 * What can never work in an ARN or a pattern for ARNs: another prefix than `arn`, a partition that AWS
 * hasn't, an account number that isn't 12 digits. Wildcards, variables and placeholders may stand for any
 * part. An ARN that ends early is none of it: AWS completes it with `*` ("IAM JSON policy elements:
 * Resource", incomplete ARNs).
 */
export function arnFault(arn: string): Fault | undefined {
  const parts = partsOf(arn);
  const seen = shown(arn);
  const isOpen = (part: string) => /[*?]|\$\{/.test(part);
  const [prefix = "", partition, service, , account] = parts;
  if (isOpen(prefix)) return undefined;
  if (prefix !== "arn" || partition === undefined) {
    return { id: "no-arn", seen, wanted: "an ARN, such as arn:aws:s3:::bucket/*" };
  }
  if (isOpen(partition)) return undefined;
  if (!PARTITION.test(partition)) {
    const wanted = "a partition of AWS after arn: aws, aws-cn, aws-us-gov, …";
    return { id: "bad-arn", seen, wanted };
  }
  if (!service) {
    return { id: "bad-arn", seen, wanted: "a service after the partition, such as arn:aws:s3" };
  }
  if (/[A-Z]/.test(service) && !isOpen(service)) {
    return { id: "bad-arn", seen, wanted: "the service in lower case" };
  }
  if (account === undefined || !/^[\d-]+$/.test(account) || /^\d{12}$/.test(account)) {
    return undefined;
  }
  return { id: "bad-account", seen, wanted: "an account number of 12 digits in the ARN" };
}

/** What AWS refuses, or what can never match, in one value of `Resource` or `NotResource`. */
export function resourceFault(resource: string, use: Use): Fault | undefined {
  if (resource === "*") return undefined;
  // Resource policies of API Gateway may leave out what stands before the stage.
  if (use === "resource" && resource.startsWith("execute-api:/")) return undefined;
  const [first = "", ...rest] = partsOf(resource);
  if (first.includes("${") && hasPlaceholder(resource)) return undefined;
  const seen = `the resource ${shown(resource)}`;
  if (rest.length === 0) {
    return { id: "no-arn", seen, wanted: 'an ARN, such as arn:aws:s3:::bucket/*, or "*"' };
  }
  const fault = arnFault(resource) ?? regionFault(rest) ?? iamFault(rest);
  return fault && { ...fault, seen };
}

/** S3's buckets and IAM have no Regions; a short ARN with an empty part isn't completed. */
function regionFault(rest: readonly string[]): Omit<Fault, "seen"> | undefined {
  const [, service, region, account] = rest;
  if (rest.length < 5 && rest.includes("")) {
    return { id: "bad-arn", wanted: "all six parts of an ARN, such as arn:aws:s3:::bucket" };
  }
  const isRegional = region !== undefined && /^[a-z]{2,}-[a-z-]+-\d+$/.test(region);
  if (!isRegional || (service !== "iam" && (service !== "s3" || account !== ""))) return undefined;
  return {
    id: "bad-arn",
    wanted: `no Region in an ARN of ${service}, such as arn:aws:${service}::…`,
  };
}

/** "Don't use a wildcard in the user/, group/, or policy/ part of the ARN" ("IAM ARNs"). */
function iamFault([, service, , , name]: readonly string[]): Omit<Fault, "seen"> | undefined {
  if (service !== "iam" || !name || name === "*" || name === "root") return undefined;
  const [type = "", ...path] = name.split("/");
  if (type.includes("${") || (path.length > 0 && !/[*?]/.test(type))) return undefined;
  return { id: "bad-arn", wanted: "a whole type in an ARN of iam, such as role/* or user/*; or *" };
}

/** The parts of an ARN; colons of variables and placeholders part nothing. */
function partsOf(arn: string): readonly string[] {
  return arn.replace(/\$\{[^}]*\}/g, `\${}`).split(":");
}
