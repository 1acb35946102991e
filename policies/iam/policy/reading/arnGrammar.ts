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
  const fault = faultIn(partsOf(arn));
  return fault && { ...fault, seen: shown(arn) };
}

/** A fault, before it is said in what: most texts have none, and needn't be written for a message. */
type FaultIn = Omit<Fault, "seen">;

function faultIn([prefix = "", partition, service, , account]: readonly string[]):
  | FaultIn
  | undefined {
  if (isOpen(prefix)) return undefined;
  if (prefix !== "arn" || partition === undefined) {
    return { id: "no-arn", wanted: "an ARN, such as arn:aws:s3:::bucket/*" };
  }
  if (isOpen(partition)) return undefined;
  if (!PARTITION.test(partition)) {
    const wanted = "a partition of AWS after arn: aws, aws-cn, aws-us-gov, …";
    return { id: "bad-arn", wanted };
  }
  if (!service) {
    return { id: "bad-arn", wanted: "a service after the partition, such as arn:aws:s3" };
  }
  if (/[A-Z]/.test(service) && !isOpen(service)) {
    return { id: "bad-arn", wanted: "the service in lower case" };
  }
  if (account === undefined || !/^[\d-]+$/.test(account) || /^\d{12}$/.test(account)) {
    return undefined;
  }
  return { id: "bad-account", wanted: "an account number of 12 digits in the ARN" };
}

function isOpen(part: string): boolean {
  return /[*?]|\$\{/.test(part);
}

/** What AWS refuses, or what can never match, in one value of `Resource` or `NotResource`. */
export function resourceFault(resource: string, use: Use): Fault | undefined {
  if (resource === "*") return undefined;
  // Resource policies of API Gateway may leave out what stands before the stage.
  if (use === "resource" && resource.startsWith("execute-api:/")) return undefined;
  const parts = partsOf(resource);
  const [first = "", ...rest] = parts;
  if (first.includes("${") && hasPlaceholder(resource)) return undefined;
  const fault =
    rest.length === 0 ? NO_ARN : (faultIn(parts) ?? regionFault(rest) ?? iamFault(rest));
  return fault && { ...fault, seen: `the resource ${shown(resource)}` };
}

const NO_ARN: FaultIn = { id: "no-arn", wanted: 'an ARN, such as arn:aws:s3:::bucket/*, or "*"' };

/** S3's buckets and IAM have no Regions; a short ARN with an empty part isn't completed. */
function regionFault(rest: readonly string[]): FaultIn | undefined {
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
function iamFault([, service, , , name]: readonly string[]): FaultIn | undefined {
  if (service !== "iam" || !name || name === "*" || name === "root") return undefined;
  const [type = "", ...path] = name.split("/");
  if (type.includes("${") || (path.length > 0 && !/[*?]/.test(type))) return undefined;
  return { id: "bad-arn", wanted: "a whole type in an ARN of iam, such as role/* or user/*; or *" };
}

/** The parts of an ARN; colons of variables and placeholders part nothing. */
function partsOf(arn: string): readonly string[] {
  return (arn.includes("${") ? arn.replace(/\$\{[^}]*\}/g, `\${}`) : arn).split(":");
}
