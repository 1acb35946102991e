import { memoize } from "../../memoize.ts";
import { operatorNamed } from "../conditions/operators.ts";
import { resourcesOverlap } from "../patterns/arn.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import type { Condition, Statement } from "../policy/statement.ts";
import { asRequested } from "../reach/judge.ts";
import { inOwnAccount, instanceOf, placedAs } from "../reach/witness.ts";

/** In lower case. */
export const BOUNDARY_KEY = "iam:permissionsboundary";

/** A permissions boundary that conditions name. */
export interface AskedBoundary {
  /** As requests have it. */
  readonly text: string;
  /** As it is written, in the holder's account. */
  readonly pattern: string;
  /** The policy, or one of those that the pattern means; absent for those of AWS, which nobody else writes. */
  readonly policy?: string;
  /** Whether it may be another policy, that isn't there yet. */
  readonly isOpen: boolean;
}

/** The policies that the conditions of a statement on boundaries name, as written. */
export const boundariesIn = memoize((statement: Statement): readonly string[] =>
  conditionsOf(statement).flatMap(({ values }) => values.known.filter(isPolicy)),
);

/** Those without which it allows nothing, or denies. */
export const boundariesDemandedBy = memoize((statement: Statement): readonly string[] =>
  conditionsOf(statement)
    .filter(({ operator }) => operatorNamed(operator)?.negated === (statement.effect === "Deny"))
    .flatMap(({ values }) => values.known.filter(isPolicy)),
);

function conditionsOf({ conditions }: Statement): readonly Condition[] {
  return conditions.filter(({ key }) => key.toLowerCase() === BOUNDARY_KEY);
}

/**
 * The boundaries that statements name, by how they write them; but those of which it can't be told whether they are
 * others of them, as a reference and a name in a template may be.
 */
export function askedBoundaries(
  statements: readonly Statement[],
): ReadonlyMap<string, AskedBoundary> {
  const written = [...new Set(statements.flatMap(boundariesIn))];
  const isOpaque = (text: string) => text.includes("${");
  const opaque = written.filter(isOpaque);
  const isClear = (one: string) =>
    (isOpaque(one) ? written : opaque).every(
      (other) => other === one || !resourcesOverlap(inOwnAccount(one), inOwnAccount(other)),
    );
  const place = written.find((one) => /^arn:[^:*?]*:iam::\d{12}:/.test(one)) ?? "";
  return new Map(written.filter(isClear).map((one) => [one, read(one, place)]));
}

/** @param place another of them, for partition and account where a pattern names none */
function read(written: string, place: string): AskedBoundary {
  const policy = instanceOf(written);
  const pattern = inOwnAccount(written);
  const text = asRequested(placedAs(placedAs(policy, place), written));
  if (/^arn:[^:]*:iam::aws:/.test(written)) return { text, pattern, isOpen: false };
  return { text, pattern, policy, isOpen: /[*?]/.test(written.slice(written.indexOf(":policy/"))) };
}

function isPolicy(text: string): boolean {
  return /^arn:.*:policy\/./s.test(text) || (hasPlaceholder(text) && /^\$\{[^}]*\}$/.test(text));
}
