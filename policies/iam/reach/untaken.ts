import { expand, prefixOf } from "../actions/actions.ts";
import { resourcesOverlap } from "../patterns/arn.ts";
import type { Statement } from "../policy/statement.ts";

/**
 * Whether a statement is about nothing: none of its actions takes any of its resources, in whichever partition, Region and
 * account those are. It can't be told of actions that the reference doesn't have.
 */
export function takesNothing({ actions, resources }: Statement): boolean {
  if (
    !actions?.known.length ||
    !resources?.known.length ||
    actions.isIncomplete ||
    resources.isIncomplete
  ) {
    return false;
  }
  const named = resources.known.map(placeless);
  const meant = named.filter((one) => one !== undefined);
  if (meant.length < named.length) return false;
  const answers = new Map<string, boolean>();
  const isMeant = (kind: string): boolean => {
    const any = anyOf(kind);
    const answer =
      answers.get(kind) ?? (any === undefined || meant.some((one) => resourcesOverlap(any, one)));
    answers.set(kind, answer);
    return answer;
  };
  return actions.known.every((pattern) => {
    if (prefixOf(pattern) === undefined || pattern.includes("$")) return false;
    // Of what takes no resource the reference isn't always sure.
    const types = expand(pattern).flatMap(({ resourceTypes }) => resourceTypes);
    return types.length > 0 && !types.some(({ arn }) => isMeant(arn));
  });
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
