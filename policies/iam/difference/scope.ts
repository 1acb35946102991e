import { operatorNamed } from "../conditions/operators.ts";
import { resourceCovers, resourcesOverlap } from "../patterns/arn.ts";
import type { Condition, Statement } from "../policy/statement.ts";
import type { Part } from "./held.ts";

/**
 * Whether some statements surely are about all resources and requests that another is about, whichever action it is.
 * Each resource may be another's. What can't be told is no.
 */
export function areWithin(part: Part, others: readonly Part[]): boolean {
  if (others.some(({ text }) => text === part.text)) return true;
  const able = others.filter((other) => isReadAlike(part, other) && isUnder(part, other));
  const { resources } = part.statement;
  if (!resources) return able.some((other) => holdsAllBut(part.statement, other.statement));
  return resources.known.every((one) => able.some(({ statement }) => holds(statement, one)));
}

/** Whether two statements surely have no resource in common. */
export function areApart(one: Part, other: Part): boolean {
  const [some, others] = [one.statement.resources, other.statement.resources];
  if (!some || !others) return false;
  return !some.known.some((a) => others.known.some((b) => resourcesOverlap(a, b)));
}

/** Whether a statement is about every resource, whoever asks and how. */
export function isWhole({ statement }: Part): boolean {
  return isAll(statement) && statement.conditions.length === 0;
}

function isAll({ resources, notResources }: Statement): boolean {
  if (notResources) return notResources.known.length === 0;
  return !resources || resources.known.includes("*");
}

function holds(statement: Statement, resource: string): boolean {
  if (isAll(statement)) return true;
  const { resources, notResources } = statement;
  if (notResources) return !notResources.known.some((one) => resourcesOverlap(one, resource));
  return resources?.known.some((one) => resourceCovers(one, resource)) ?? false;
}

/** Whether a statement is about all but what another leaves out. */
function holdsAllBut({ notResources }: Statement, other: Statement): boolean {
  if (isAll(other)) return true;
  const left = notResources?.known ?? [];
  return (
    other.notResources?.known.every((one) => left.some((two) => resourceCovers(two, one))) ?? false
  );
}

/** Policies of the older version have no variables. */
function isReadAlike(one: Part, other: Part): boolean {
  return one.version === other.version || !`${one.text}${other.text}`.includes("${");
}

/** Whether a statement has all conditions of another, or stricter ones. */
function isUnder({ statement }: Part, other: Part): boolean {
  return other.statement.conditions.every((wanted) =>
    statement.conditions.some((own) => implies(own, wanted)),
  );
}

function implies(own: Condition, wanted: Condition): boolean {
  const operator = operatorNamed(own.operator);
  if (!operator || operator !== operatorNamed(wanted.operator)) return false;
  if (own.set !== wanted.set || (own.ifExists && !wanted.ifExists)) return false;
  if (own.key.toLowerCase() !== wanted.key.toLowerCase()) return false;
  const [some, others] = [new Set(own.values.known), new Set(wanted.values.known)];
  const isFewer = [...some].every((value) => others.has(value));
  const isMore = [...others].every((value) => some.has(value));
  if (operator.family === "Null") return isFewer && isMore;
  return operator.negated ? isMore : isFewer;
}
