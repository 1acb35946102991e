import type { Verdict } from "../value.ts";
import { nearest } from "./nearest.ts";
import { type Action, service, servicePrefixes } from "./serviceReference.ts";
import { compile } from "./wildcard.ts";

/**
 * The action of this name, in any case.
 *
 * @param name such as `s3:GetObject`, without wildcards
 */
export function action(name: string): Action | undefined {
  const colon = name.indexOf(":");
  return service(name.slice(0, colon))?.get(name.slice(colon + 1).toLowerCase());
}

/**
 * The actions that a pattern means, such as `s3:Get*`.
 *
 * @returns empty for patterns over several services such as `*`, and for services that the data doesn't have
 */
export function expand(pattern: string): readonly Action[] {
  const colon = pattern.indexOf(":");
  const known = colon < 0 ? undefined : service(pattern.slice(0, colon));
  if (!known) return [];
  const name = pattern.slice(colon + 1);
  if (!/[*?]/.test(name)) {
    const one = known.get(name.toLowerCase());
    return one ? [one] : [];
  }
  let found = expanded.get(pattern);
  if (!found) {
    const isMeant = compile(name);
    found = [...known].filter(([key]) => isMeant(key)).map(([, one]) => one);
    if (expanded.size >= 1_000) expanded.clear();
    expanded.set(pattern, found);
  }
  return found;
}

/** Few patterns are in many policies, and some services have a thousand actions. */
const expanded = new Map<string, readonly Action[]>();

/**
 * Whether AWS has an action that the pattern means. Unknown when the data doesn't have the service: AWS has
 * new ones every month, and forgets none quickly.
 */
export function exists(pattern: string): Verdict {
  const colon = pattern.indexOf(":");
  if (colon < 0 || !service(pattern.slice(0, colon))) return "unknown";
  return expand(pattern).length > 0 ? "yes" : "no";
}

/**
 * Whether a policy may name resources for this action; if not, only `Resource: *` allows it ("Actions, resources, and
 * condition keys for AWS services"). `undefined` when the action isn't known.
 */
export function supportsResources(name: string): boolean | undefined {
  const found = action(name);
  return found && found.resourceTypes.length > 0;
}

/** An action, or service, that was probably meant by a name that doesn't exist, such as `s3:GetObject` for `s3:GetObjects`. */
export function suggestion(name: string): string | undefined {
  const colon = name.indexOf(":");
  if (colon < 0) return undefined;
  const prefix = name.slice(0, colon).toLowerCase();
  const rest = name.slice(colon + 1);
  const known = service(prefix);
  if (!known) {
    const near = nearest(prefix, servicePrefixes());
    return near && `${near}:${rest}`;
  }
  const near = nearest(rest.toLowerCase(), known.keys());
  return near && known.get(near)?.name;
}
