import { isDeepStrictEqual } from "node:util";
import { hasUnknown, object, UNKNOWN, type Value } from "../../value.ts";
import type { Interpreter } from "./interpreter.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { join, sub } from "./textFunctions.ts";

/** @returns `undefined` for `AWS::NoValue` */
type IntrinsicFunction = (argument: Value, interpreter: Interpreter) => Value | undefined;

/**
 * CloudFormation's functions by their long names ("Intrinsic function reference"). The result of any other,
 * such as `Fn::ImportValue`, `Fn::Cidr` or `Fn::GetAZs`, isn't known before the stack exists.
 */
export const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map([
  ["Ref", ref],
  ["Fn::Base64", base64],
  ["Fn::FindInMap", findInMap],
  ["Fn::GetAtt", getAtt],
  ["Fn::If", conditional],
  ["Fn::Join", join],
  ["Fn::Length", length],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::Sub", sub],
  ["Fn::ToJsonString", toJsonString],
  ["Fn::Transform", (_, interpreter) => interpreter.hidden()],
]);

function ref(argument: Value, interpreter: Interpreter): Value | undefined {
  const name = interpreter.text(argument);
  return name === undefined ? UNKNOWN : interpreter.ref(name);
}

/** Takes name and attribute, or `Name.Attribute` as one text, as short forms have it. */
function getAtt(argument: Value, interpreter: Interpreter): Value {
  const parts = operands(argument);
  if (parts.length === 2) {
    const [name, attribute] = parts.map((one) => interpreter.text(one));
    if (name !== undefined && attribute !== undefined)
      return interpreter.identities.attribute(name, attribute);
  }
  const [name, attribute] = typeof argument === "string" ? splitOnce(argument) : [];
  return name && attribute ? interpreter.identities.attribute(name, attribute) : UNKNOWN;
}

function splitOnce(text: string): [string, string] | [] {
  const dot = text.indexOf(".");
  return dot < 0 ? [] : [text.slice(0, dot), text.slice(dot + 1)];
}

function conditional(argument: Value, interpreter: Interpreter): Value | undefined {
  const branches = operands(argument);
  const [name, whenTrue, whenFalse] = branches;
  const verdict = typeof name === "string" ? interpreter.condition(name) : "unknown";
  if (verdict !== "unknown") return interpreter.branch(branches, String(name), verdict === "yes");
  const one = interpreter.resolve(whenTrue);
  const other = interpreter.resolve(whenFalse);
  if (!hasUnknown(one) && isDeepStrictEqual(one, other)) return one;
  interpreter.undecided++;
  return UNKNOWN;
}

/** With the `DefaultValue` of AWS::LanguageExtensions. */
function findInMap(argument: Value, interpreter: Interpreter): Value | undefined {
  const names = operands(argument).slice(0, 3);
  const [map, top, second] = names.map((one) => interpreter.text(one));
  if (map === undefined || top === undefined || second === undefined) return UNKNOWN;
  if ([map, top, second].some(hasPlaceholder)) return UNKNOWN;
  const found = member(member(member(interpreter.sections.mappings, map), top), second);
  const value = found ?? member(operands(argument)[3], "DefaultValue");
  return value === undefined ? UNKNOWN : interpreter.resolve(value);
}

function member(value: Value | undefined, name: string): Value | undefined {
  const container = object(value);
  if (container === undefined || container === UNKNOWN) return container;
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

function select(argument: Value, interpreter: Interpreter): Value {
  const [index, list] = operands(argument);
  const at = interpreter.text(index);
  const values = interpreter.resolve(list);
  if (at === undefined || !/^\d+$/.test(at) || !Array.isArray(values)) return UNKNOWN;
  return (values as readonly Value[])[Number(at)] ?? UNKNOWN;
}

/** A placeholder may stand for text that has separators of its own. */
function split(argument: Value, interpreter: Interpreter): Value {
  const [separator, text] = operands(argument).map((one) => interpreter.text(one));
  if (!separator || text === undefined || hasPlaceholder(text)) return UNKNOWN;
  return interpreter.spend(text.length) ? text.split(separator) : UNKNOWN;
}

function base64(argument: Value, interpreter: Interpreter): Value {
  const text = interpreter.text(argument);
  if (text === undefined || hasPlaceholder(text)) return UNKNOWN;
  return interpreter.spend(text.length) ? Buffer.from(text).toString("base64") : UNKNOWN;
}

function length(argument: Value, interpreter: Interpreter): Value {
  const values = interpreter.resolve(argument);
  return Array.isArray(values) ? values.length : UNKNOWN;
}

/** The value itself while parts of it aren't known: a policy says as much as an object. */
function toJsonString(argument: Value, interpreter: Interpreter): Value {
  const value: Value = interpreter.resolve(argument) ?? UNKNOWN;
  if (hasUnknown(value)) return value;
  const text = JSON.stringify(value);
  return interpreter.spend(text.length) ? text : UNKNOWN;
}

function operands(argument: Value | undefined): readonly Value[] {
  return Array.isArray(argument) ? argument : [];
}
