import { prefixOf } from "../actions/actions.ts";
import { compileAll, covers } from "../patterns/wildcard.ts";
import type { Policy, Statement } from "../policy/statement.ts";

/** A policy that somebody holds. */
export interface HeldPolicy {
  /** For people, such as `AWS managed policy SecurityAudit`. */
  readonly name: string;
  /** Equal for equal policies: its name, or the text of an inline one. */
  readonly id: string;
  /** What it says; absent where its document isn't here. */
  readonly policy?: Policy;
}

/** All policies of somebody. */
export interface Held {
  readonly policies: readonly HeldPolicy[];
  readonly boundary?: HeldPolicy;
}

/** A statement, made ready to be compared with others. */
export interface Part {
  readonly statement: Statement;
  /** Equal for statements that say the same. */
  readonly text: string;
  /** Of its policy, which decides whether `${…}` is a variable. */
  readonly version: string;
  /** Whether it is about the actions of a service, all alike or one by one. */
  aboutOf(service: string | undefined): boolean | ((action: string) => boolean);
  /** Its patterns, of `Action` or `NotAction`, that may mean actions of a service, or of any. */
  patternsLike(service: string | undefined): readonly string[];
}

/** The statements of policies whose documents are here, by what they do. */
export interface Parts {
  readonly allows: readonly Part[];
  readonly denies: readonly Part[];
}

export function partsOf(policies: readonly HeldPolicy[]): Parts {
  const parts = policies.flatMap(({ policy }) => (policy && isRead(policy) ? read(policy) : []));
  return {
    allows: parts.filter(({ statement }) => statement.effect === "Allow"),
    denies: parts.filter(({ statement }) => statement.effect === "Deny"),
  };
}

/** Whether all that a policy says is known. */
export function isRead({ isIncomplete, hasUnknownStatements = false }: Policy): boolean {
  return !isIncomplete && !hasUnknownStatements;
}

function read({ statements, version = "2008-10-17" }: Policy): Part[] {
  return statements.map((statement) => {
    const { label: _, place: __, ...said } = statement;
    const { actions, notActions } = statement;
    // Of policies with thousands of actions, those of one service are looked at alone.
    const patterns = (actions ?? notActions)?.known ?? [];
    const byService = Map.groupBy(patterns, (pattern) => prefixOf(pattern) ?? "");
    const patternsLike = (service: string | undefined) =>
      service === undefined
        ? patterns
        : [...(byService.get(service) ?? []), ...(byService.get("") ?? [])];
    return {
      statement,
      version,
      text: JSON.stringify([said, version]),
      patternsLike,
      aboutOf: (service) => {
        const isNamed = namedBy(patternsLike(service), service);
        if (actions) return isNamed;
        return typeof isNamed === "boolean" ? !isNamed : (action) => !isNamed(action);
      },
    };
  });
}

function namedBy(
  patterns: readonly string[],
  service: string | undefined,
): boolean | ((action: string) => boolean) {
  if (patterns.length === 0) return false;
  const isAll = patterns.some((one) => covers(one, service === undefined ? "*" : `${service}:*`));
  return isAll || compileAll(patterns);
}
