import { UNKNOWN, type Unknown } from "../../value.ts";
import type { RequestContext } from "../evaluation/context.ts";
import type { Policy } from "../policy/statement.ts";

/** Keys that requests of the root user don't have ("AWS global condition context keys"). */
const ABSENT =
  /^aws:(assumedroot|calledvia(first|last)?|chatbotsourcearn|ec2instancesource.*|federatedprovider|principalservicename(slist)?|principaltag\/.*|source(account|arn|identity|orgid|orgpaths)|username)$|^(sts|saml):/;

/**
 * What a request of an account's root user has in its context. Keys that are sometimes there, or of which
 * nobody knows the values, are unknown.
 *
 * @param inSession a privileged session of the root user ("AssumeRoot"), rather than the root user signed in
 *   or with access keys
 */
export function rootContext(
  policy: Policy,
  { partition, account, inSession }: { partition: string; account: string; inSession: boolean },
): RequestContext {
  const context = new Map<string, readonly string[] | Unknown>([
    ["aws:principalaccount", [account]],
    ["aws:principalarn", [`arn:${partition}:iam::${account}:root`]],
    ["aws:principalisawsservice", ["false"]],
    ["aws:principaltype", ["Account"]],
    ["aws:securetransport", ["true"]],
    ["aws:userid", [account]],
    ["aws:viaawsservice", ["false"]],
  ]);
  if (inSession) context.set("aws:assumedroot", ["true"]);
  for (const { conditions } of policy.statements) {
    for (const { key } of conditions) {
      const name = key.toLowerCase();
      if (!context.has(name) && !ABSENT.test(name)) context.set(name, UNKNOWN);
    }
  }
  return context;
}
