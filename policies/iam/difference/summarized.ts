import { prefixOf } from "../actions/actions.ts";
import { service, servicePrefixes } from "../actions/serviceReference.ts";

/** The actions sorted, with `s3:*` for all of a service that are known, and `*` for all of all services. */
export function summarized(actions: readonly string[]): readonly string[] {
  const byService = Map.groupBy(new Set(actions), (action) => prefixOf(action) ?? "");
  const whole = new Set(
    [...byService].flatMap(([prefix, some]) => (isWhole(prefix, some) ? [prefix] : [])),
  );
  if (isEveryService(whole)) return ["*"];
  return [...byService]
    .flatMap(([prefix, some]) => {
      return whole.has(prefix) && some.length > 1 ? [`${prefix}:*`] : some;
    })
    .sort();
}

function isWhole(prefix: string, actions: readonly string[]): boolean {
  const known = service(prefix);
  if (!known) return false;
  const some = actions.filter((one) => known.has(one.slice(prefix.length + 1).toLowerCase()));
  return some.length === known.size;
}

function isEveryService(prefixes: ReadonlySet<string>): boolean {
  const all = servicePrefixes();
  // Looking at all of them takes a while.
  if (prefixes.size < all.length / 2) return false;
  return all.every((one) => prefixes.has(one) || (service(one)?.size ?? 0) === 0);
}
