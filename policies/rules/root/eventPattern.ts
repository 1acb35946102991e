import { object, UNKNOWN, type Value } from "../../value.ts";

/**
 * Whether an event matches an event pattern ("Comparison operators for use in event patterns in Amazon
 * EventBridge"). What isn't a pattern matches nothing.
 */
export function matchesEventPattern(pattern: Value | undefined, event: Value): boolean {
  const fields = object(pattern);
  if (fields === undefined || fields === UNKNOWN) return false;
  return Object.entries(fields).every(([name, wanted]) => {
    if (name === "$or") {
      return Array.isArray(wanted) && wanted.some((one) => matchesEventPattern(one, event));
    }
    const values = object(event);
    const value =
      values && values !== UNKNOWN && Object.hasOwn(values, name) ? values[name] : undefined;
    if (Array.isArray(wanted)) return wanted.some((one) => matchesLeaf(one, value));
    return matchesEventPattern(wanted, value ?? {});
  });
}

function matchesLeaf(wanted: Value, value: Value | undefined): boolean {
  const operators = object(wanted);
  if (operators === UNKNOWN) return false;
  if (Array.isArray(value)) return value.some((one) => matchesLeaf(wanted, one));
  if (operators === undefined) return value === wanted;
  const entries = Object.entries(operators);
  return (
    entries.length > 0 &&
    entries.every(([operator, operand]) => matchesOperator(operator, operand ?? null, value))
  );
}

function matchesOperator(operator: string, operand: Value, value: Value | undefined): boolean {
  switch (operator) {
    case "exists":
      return isLeaf(value) === (operand === true);
    case "anything-but":
      return value !== undefined && !someOperand(operand, value);
    case "numeric":
      return typeof value === "number" && Array.isArray(operand) && isWithin(operand, value);
    default:
      return typeof value === "string" && matchesText(operator, operand, value);
  }
}

/** Whether something is there that isn't made of fields itself: only that exists. */
function isLeaf(value: Value | undefined): boolean {
  return value !== undefined && (typeof value !== "object" || value === null);
}

function someOperand(operand: Value, value: Value): boolean {
  const operands: readonly Value[] = Array.isArray(operand) ? operand : [operand];
  return operands.some((one) => {
    const nested = object(one);
    if (nested === undefined || nested === UNKNOWN) return one === value;
    return Object.entries(nested).some(([operator, inner]) => {
      const all: readonly Value[] = Array.isArray(inner) ? inner : [inner ?? null];
      return all.some((text) => matchesOperator(operator, text, value));
    });
  });
}

function matchesText(operator: string, operand: Value, value: string): boolean {
  const folded = object(operand);
  const inner = folded && folded !== UNKNOWN ? folded["equals-ignore-case"] : undefined;
  if (typeof inner === "string") {
    return matchesText(operator, inner.toLowerCase(), value.toLowerCase());
  }
  if (typeof operand !== "string") return false;
  switch (operator) {
    case "prefix":
      return value.startsWith(operand);
    case "suffix":
      return value.endsWith(operand);
    case "equals-ignore-case":
      return value.toLowerCase() === operand.toLowerCase();
    case "wildcard":
      return isLike(operand, value);
    default:
      return false;
  }
}

/** `*` is any text; with case. */
function isLike(pattern: string, value: string): boolean {
  const parts = pattern.split("*");
  const [first = ""] = parts;
  if (parts.length === 1) return pattern === value;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? "";
  return value.length - last.length >= at && value.endsWith(last);
}

/** Such as `[">", 0, "<=", 5]`. */
function isWithin(operand: readonly Value[], value: number): boolean {
  for (let index = 0; index < operand.length; index += 2) {
    const limit = operand[index + 1];
    if (typeof limit !== "number") return false;
    const holds: Readonly<Record<string, boolean>> = {
      "=": value === limit,
      "<": value < limit,
      "<=": value <= limit,
      ">": value > limit,
      ">=": value >= limit,
    };
    if (!holds[String(operand[index])]) return false;
  }
  return operand.length > 0;
}
