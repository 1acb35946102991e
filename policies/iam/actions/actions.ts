import { MANY_ALIKE, suggestion } from "../../suggestion.ts";
import type { Verdict } from "../../verdict.ts";
import { compile, overlaps } from "../patterns/wildcard.ts";
import { type Action, service, servicePrefixes } from "./serviceReference.ts";

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
 * The actions that a pattern means, such as `s3:Get*`, or `*:Delete*` of all services that the data has.
 *
 * @returns empty for services that the data doesn't have
 */
export function expand(pattern: string): readonly Action[] {
  const prefix = prefixOf(pattern);
  const known = prefix === undefined ? undefined : service(prefix);
  if (prefix !== undefined && !known) return [];
  if (known && !/[*?]/.test(pattern)) {
    const one = known.get(pattern.slice(prefix?.length).slice(1).toLowerCase());
    return one ? [one] : [];
  }
  let found = expanded.get(pattern);
  if (!found) {
    const isMeant = compile(pattern);
    const all = known ? [known] : servicesLike(pattern).flatMap((one) => service(one) ?? []);
    found = all.flatMap((one) => [...one.values()].filter(({ name }) => isMeant(name)));
    if (expanded.size >= 1_000) expanded.clear();
    expanded.set(pattern, found);
  }
  return found;
}

/** The service that a pattern for actions is about; `undefined` when that may be several, as of `s*` or `*:Delete*`. */
export function prefixOf(pattern: string): string | undefined {
  const colon = pattern.indexOf(":");
  const prefix = pattern.slice(0, colon).toLowerCase();
  return colon < 0 || /[*?]/.test(prefix) ? undefined : prefix;
}

/** Services of which a pattern may mean some actions. */
export function servicesLike(pattern: string): readonly string[] {
  return servicePrefixes().filter((prefix) => overlaps(pattern, `${prefix}:*`));
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
export function similarName(name: string): string | undefined {
  const colon = name.indexOf(":");
  if (colon < 0) return undefined;
  const prefix = name.slice(0, colon).toLowerCase();
  const rest = name.slice(colon + 1);
  const known = service(prefix);
  if (!known) {
    const near = suggestion(prefix, servicePrefixes(), MANY_ALIKE);
    return near && `${near}:${rest}`;
  }
  const near = suggestion(rest.toLowerCase(), known.keys(), MANY_ALIKE);
  return near && known.get(near)?.name;
}
