import type { ErrorHookArgs } from "@pulumi/pulumi";
import { serviceOf } from "./awsService.ts";

/** What can be said of an error that has no form of its own. */
export function generalAdvice(
  { failedOperation, type, errors: [error = ""] }: ErrorHookArgs,
  passes: boolean,
): string {
  const title = serviceOf(type)?.title ?? "AWS";
  if (passes) {
    return `${title} answered like this to each try: run pulumi up again in a few minutes, which goes on from here`;
  }
  if (/ExpiredToken|security token .*is expired|token has expired/i.test(error)) {
    return "these credentials ran out: sign in again (aws sso login), then run pulumi up, which goes on from here";
  }
  if (/UnrecognizedClient|InvalidClientTokenId|security token .*is invalid/i.test(error)) {
    return "AWS doesn't know these credentials: take others (aws sts get-caller-identity shows whose they are), then run pulumi up, which goes on from here";
  }
  if (
    /timeout while waiting|connection .*broke|connection re(set|fused)|crashed|EOF/i.test(error)
  ) {
    return "AWS may have done this all the same: run pulumi up again with this configuration, which finds out; docs/failures.md says what each call leaves";
  }
  return `${title} refuses to ${failedOperation} this, for the reason that the error gives: put that right, here or in AWS, then run pulumi up again; docs/failures.md says what each call leaves`;
}
