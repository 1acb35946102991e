import { isObject } from "../../../isObject.ts";
import { UNKNOWN, type Value } from "../../../value.ts";
import { type Operator, operatorNamed } from "../../conditions/operators.ts";
import type { Condition, Patterns } from "../statement.ts";
import { conditionValueFault } from "./conditionGrammar.ts";
import { entriesOf, listOf } from "./elements.ts";
import { type ReportFault, shown } from "./fault.ts";

export interface Conditions {
  readonly conditions: readonly Condition[];
  readonly isIncomplete: boolean;
}

const SETS = new Map([
  ["forallvalues", "ForAllValues"],
  ["foranyvalue", "ForAnyValue"],
] as const);
const OPERATORS =
  "an operator of AWS, such as StringLike, ArnLike, Bool or ForAnyValue:StringEquals";

/** An operator as a `Condition` names it, taken apart. */
interface Name extends Pick<Condition, "operator" | "set" | "ifExists"> {
  readonly known: Operator | undefined;
}

/** Reads the `Condition` of a statement ("IAM JSON policy elements: Condition"). */
export function readConditions(
  source: Value | undefined,
  statement: string,
  report: ReportFault,
): Conditions {
  if (source === undefined) return { conditions: [], isIncomplete: false };
  if (source === UNKNOWN) return { conditions: [], isIncomplete: true };
  const place = `${statement}.Condition`;
  if (!isObject(source)) {
    const wanted = "an object of operators, keys and values";
    report({ id: "no-object", place, seen: shown(source), wanted });
    return { conditions: [], isIncomplete: false };
  }
  const conditions: Condition[] = [];
  let isIncomplete = false;
  for (const [written, keys] of entriesOf(source)) {
    const at = `${place}.${written}`;
    // AWS takes whatever stands before an empty object.
    if (isObject(keys) && entriesOf(keys).length === 0) continue;
    const name = operatorOf(written, at, report);
    if (keys === UNKNOWN) {
      isIncomplete = true;
    } else if (!isObject(keys)) {
      const wanted = "an object of condition keys and values";
      report({ id: "no-object", place: at, seen: shown(keys), wanted });
    } else {
      readKeys(keys, name, at, report, conditions);
    }
  }
  return { conditions, isIncomplete };
}

function operatorOf(written: string, place: string, report: ReportFault): Name {
  const [first = "", second, ...rest] = written.split(":");
  const set = second === undefined ? undefined : SETS.get(first.toLowerCase() as "foranyvalue");
  const bare = set === undefined ? written : [second, ...rest].join(":");
  const ifExists = /.ifexists$/i.test(bare);
  const operator = ifExists ? bare.slice(0, -"IfExists".length) : bare;
  const known = operatorNamed(operator);
  const seen = `the operator ${shown(written)}`;
  if (!known) {
    report({ id: "unknown-operator", place, seen, wanted: OPERATORS });
  } else if (known.family === "Null" && ifExists) {
    const wanted = "Null without IfExists: it tests whether the key exists";
    report({ id: "null-if-exists", place, seen, wanted });
  } else if (known.family === "Null" && set) {
    const always = set === "ForAllValues" ? "true" : "false";
    const wanted = `Null without ${set}, with which it is always ${always}`;
    report({ id: "null-with-set", place, seen, wanted });
  }
  return { operator: known?.name ?? operator, known, ifExists, ...(set && { set }) };
}

function readKeys(
  keys: { readonly [key: string]: Value },
  name: Name,
  place: string,
  report: ReportFault,
  into: Condition[],
): void {
  const { known, ...operator } = name;
  const seenKeys = new Set<string>();
  for (const [key, value] of entriesOf(keys)) {
    const at = `${place}.${key}`;
    const seen = `the key ${shown(key)}`;
    if (!/^[^\s:]+:\S/.test(key) && !key.includes("${")) {
      const wanted = "a condition key with its prefix, such as aws:SourceIp";
      report({ id: "bad-condition-key", place: at, seen, wanted });
    }
    if (seenKeys.has(key.toLowerCase())) {
      const wanted = "each key once under an operator; keys are the same in any case";
      report({ id: "duplicate-element", place: at, seen: `${seen} twice`, wanted });
    }
    seenKeys.add(key.toLowerCase());
    into.push({ ...operator, key, values: valuesOf(value, known, at, report) });
  }
}

function valuesOf(
  value: Value,
  operator: Operator | undefined,
  place: string,
  report: ReportFault,
): Patterns {
  const values = listOf(value);
  if (values === UNKNOWN) return { known: [], isIncomplete: true };
  const known: string[] = [];
  let isIncomplete = false;
  for (const one of values) {
    if (one === UNKNOWN) {
      isIncomplete = true;
    } else if (typeof one === "object") {
      const wanted = "text, a number, a boolean or a list of them";
      report({ id: "no-text", place, seen: shown(one), wanted });
    } else {
      const text = String(one);
      const fault = operator && conditionValueFault(operator, text);
      if (fault) report({ ...fault, place });
      known.push(text);
    }
  }
  if (values.length === 0) {
    report({ id: "empty-list", place, seen: "an empty list", wanted: "at least one value" });
  }
  return { known, isIncomplete };
}
