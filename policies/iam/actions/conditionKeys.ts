import { keyKind } from "../reach/contextKey.ts";
import { action } from "./actions.ts";
import { type Action, keyFamily, service } from "./serviceReference.ts";

/** The reference lists no keys for the actions of these services that AWS's own policies use keys for. */
const INCOMPLETE = new Set(["aws-marketplace"]);

/**
 * Whether a key of a service, such as `s3:prefix`, is in requests for none of some actions ("Actions, resources, and
 * condition keys for AWS services"). The reference lacks keys, so that only those count that it has for other actions
 * of their service; keys of all services and of sessions never do.
 *
 * @param names the actions, without wildcards
 */
export function isAbsent(key: string, names: readonly string[]): boolean {
  const name = key.toLowerCase();
  const prefix = name.slice(0, Math.max(0, name.indexOf(":")));
  if (prefix === "aws" || INCOMPLETE.has(prefix) || !service(prefix)) return false;
  const actions = names.map(action).filter((one) => one !== undefined);
  if (actions.length === 0 || actions.length < names.length) return false;
  if (actions.some((one) => has(one, name) || keyKind(name, one.name) === "caller")) return false;
  return families(prefix).has(family(name));
}

function has({ conditionKeys }: Action, name: string): boolean {
  const wanted = family(name);
  for (const key of conditionKeys) if (family(key) === wanted) return true;
  return false;
}

const known = new Map<string, ReadonlySet<string>>();

/** Keys that some action of a service has. */
function families(prefix: string): ReadonlySet<string> {
  let found = known.get(prefix);
  if (!found) {
    const actions = [...(service(prefix)?.values() ?? [])];
    found = new Set(actions.flatMap(({ conditionKeys }) => [...conditionKeys].map(family)));
    known.set(prefix, found);
  }
  return found;
}

/** A key without the name of the user's that it ends in: `kms:EncryptionContext:app` → `kms:encryptioncontext`. */
function family(key: string): string {
  return keyFamily(key)
    .replace(/^([^:]*:[^:]*):.*$/, "$1")
    .replace(/\/$/, "");
}
