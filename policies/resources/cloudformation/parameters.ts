import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import { scalarText } from "./scalarText.ts";

/**
 * Values of a template's parameters: those that are given, else their defaults, else `UNKNOWN`. Values of
 * `NoEcho` parameters are secrets and stay `UNKNOWN`, as do those that CloudFormation looks up in SSM.
 *
 * @param declared the section `Parameters` of the template
 * @param given a map by name, or a list of `{parameterKey, parameterValue}` in either case
 */
export function parameterValues(
  declared: Value | undefined,
  given: Value | Properties | undefined,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const parameters = object(declared);
  if (parameters === undefined || parameters === UNKNOWN) return values;
  const named = byName(given);
  for (const [name, declaration] of Object.entries(parameters)) {
    const parameter = object(declaration);
    const isGiven = named === UNKNOWN || named.has(name);
    const value = named === UNKNOWN ? UNKNOWN : named.get(name);
    if (parameter === undefined || parameter === UNKNOWN) values.set(name, UNKNOWN);
    else values.set(name, typed(parameter, isGiven ? value : parameter.Default));
  }
  return values;
}

function typed(parameter: Properties, value: Value | undefined): Value {
  const { NoEcho, Type } = parameter;
  const isSecret = NoEcho !== undefined && scalarText(NoEcho)?.toLowerCase() !== "false";
  if (isSecret || value === undefined || value === null || typeof Type !== "string") return UNKNOWN;
  if (Type.startsWith("AWS::SSM::Parameter::Value<")) return UNKNOWN;
  if (Type === "CommaDelimitedList" || Type.startsWith("List<")) return values(value);
  const text = scalarText(value);
  if (text === undefined) return UNKNOWN;
  return Type === "Number" && String(Number(text)) === text ? Number(text) : text;
}

/** White space around the values doesn't count ("Parameters": `CommaDelimitedList`). */
function values(value: Value): Value {
  if (Array.isArray(value)) return value.map((one: Value) => scalarText(one) ?? UNKNOWN);
  const text = scalarText(value)?.trim();
  if (text === undefined) return UNKNOWN;
  return text === "" ? [] : text.split(",").map((one) => one.trim());
}

function byName(
  given: Value | Properties | undefined,
): ReadonlyMap<string, Value> | typeof UNKNOWN {
  if (given === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(given)) {
    const map = object(given as Value | undefined) as Properties | undefined;
    const entries = Object.entries(map ?? {}).filter(([, value]) => value !== undefined);
    return new Map(entries as [string, Value][]);
  }
  const named = new Map<string, Value>();
  for (const one of given) {
    const parameter = object(one as Value);
    if (parameter === UNKNOWN) return UNKNOWN;
    const key = parameter?.parameterKey ?? parameter?.ParameterKey;
    if (key === UNKNOWN) return UNKNOWN;
    if (typeof key !== "string") continue;
    named.set(key, parameter?.parameterValue ?? parameter?.ParameterValue ?? UNKNOWN);
  }
  return named;
}
