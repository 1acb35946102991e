import { memoizeBy } from "../../memoize.ts";
import { resourceCovers, resourcesOverlap } from "../patterns/arn.ts";
import type { Statement } from "../policy/statement.ts";
import { isOwnUser } from "./itself.ts";
import type { Slot } from "./kinds.ts";
import { mayBeOfKind } from "./ofKind.ts";
import type { Grants } from "./question.ts";
import { scopeOf, serviceOf } from "./scope.ts";
import { anyOf, freshResources, inOwnAccount, instanceOf } from "./witness.ts";

/** Only AWS writes the policies of these roles, whatever IAM policies say ("Service-linked roles"). */
const PROTECTED = /^arn:[^:]*:iam::[^:]*:role\/aws-(service-role|reserved)\//;

/**
 * Resources that stand for what is wanted, whichever statement allows it. They depend on all that limits the holder, so
 * that wider permissions never reach less.
 */
export function witnesses({ kinds, on, at }: Slot, grants: Grants): readonly string[] {
  if (at !== undefined) return [at];
  if (kinds.length === 0) return ["*"];
  const regions = regionsOf(grants);
  const found = new Set(kinds.flatMap((kind) => freshResources(kind, regions)));
  if (on === "itself") for (const arn of ownResources(kinds, grants)) found.add(arn);
  if (on === "any") {
    for (const statement of limitsOf(grants)) {
      for (const arn of instances(statement, kinds)) found.add(arn);
    }
  }
  return [...found];
}

/** One resource of some kinds for each pattern of a statement that means some of them, and not all. */
export function instances(statement: Statement, kinds: readonly string[]): readonly string[] {
  return kinds.flatMap((kind) => instancesOf(statement, kind));
}

/** Statements whose resources are all that is left. */
function* limitsOf({ identity, boundary = [], controls = [] }: Grants): Iterable<Statement> {
  for (const one of identity) if (one.effect === "Deny" && one.notResources) yield one;
  for (const one of [...boundary, ...controls.flat()]) {
    if (one.effect === "Allow" ? one.resources : one.notResources) yield one;
  }
}

function regionsOf({ identity, boundary = [], controls = [] }: Grants): ReadonlySet<string> {
  const regions = new Set<string>();
  for (const list of [identity, boundary, ...controls]) {
    for (const statement of list) for (const one of scopeOf(statement).regions) regions.add(one);
  }
  return regions;
}

const instancesOf = memoizeBy((statement: Statement, kind): readonly string[] => {
  const any = anyOf(kind);
  const [fresh = ""] = freshResources(kind, []);
  const patterns = scopeOf(statement).patterns(serviceOf(any));
  return patterns.flatMap((pattern) => {
    const open = inOwnAccount(pattern);
    if (!resourcesOverlap(any, open)) return [];
    return resourceCovers(open, fresh) || PROTECTED.test(open) ? [] : [instanceOf(pattern)];
  });
});

/** The holder itself, as far as it is of one of some kinds: a user may be named by its variable. */
function ownResources(kinds: readonly string[], grants: Grants): readonly string[] {
  const { identity, itself = [] } = grants;
  const mayBeUser =
    itself.some((arn) => arn.includes(":user/")) || !itself.some((arn) => arn.includes(":role/"));
  const named = mayBeUser
    ? identity.flatMap((one) => scopeOf(one).patterns("iam").filter(isOwnUser))
    : [];
  const isOfKind = (arn: string, kind: string) =>
    mayBeOfKind(arn, kind) && resourcesOverlap(anyOf(kind), inOwnAccount(arn));
  return [...itself, ...named]
    .filter((arn) => kinds.some((kind) => isOfKind(arn, kind)))
    .map(instanceOf);
}
