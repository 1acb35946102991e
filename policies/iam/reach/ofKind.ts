import { resourcesOverlap } from "../patterns/arn.ts";

/**
 * Whether a pattern may mean resources of a kind of the reference, in whichever partition, Region and account: wildcards of
 * these reach no further, although IAM lets them match a policy in the path `/x:user/`, too.
 */
export function mayBeOfKind(pattern: string, kind: string): boolean {
  const [any, one] = [anyOf(kind), placeless(pattern)];
  return any === undefined || one === undefined || resourcesOverlap(any, one);
}

/** Whether a pattern tells the service, and what of it. */
export function tellsKind(pattern: string): boolean {
  return placeless(pattern) !== undefined;
}

const kinds = new Map<string, string | undefined>();

/** Any resource of a kind of the reference, which has a few thousand, in whichever partition, Region and account. */
function anyOf(kind: string): string | undefined {
  if (!kinds.has(kind)) kinds.set(kind, placeless(kind.replace(/\$\{[^}]*\}/g, "*")));
  return kinds.get(kind);
}

/** An ARN of whichever partition, Region and account; `undefined` for one that doesn't tell its service or what of it. */
function placeless(arn: string): string | undefined {
  const place = /^arn:[^:]*:([a-z0-9-]+):(?:\$\{[^}]*\}|[^:$])*:(?:\$\{[^}]*\}|[^:$])*:(.+)$/s;
  const [, service, resource] = place.exec(arn) ?? [];
  return service && resource && `arn:aws:${service}:::${resource}`;
}
