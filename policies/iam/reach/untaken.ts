import { expand, prefixOf } from "../actions/actions.ts";
import type { Statement } from "../policy/statement.ts";
import { mayBeOfKind, tellsKind } from "./ofKind.ts";

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
  const named = resources.known;
  if (!named.every(tellsKind)) return false;
  const answers = new Map<string, boolean>();
  const isMeant = (kind: string): boolean => {
    const answer = answers.get(kind) ?? named.some((one) => mayBeOfKind(one, kind));
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
