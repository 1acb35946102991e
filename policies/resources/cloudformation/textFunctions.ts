import { object, UNKNOWN, type Unknown, type Value } from "../../value.ts";
import type { Interpreter } from "./interpreter.ts";
import { functionPlaceholder, placeholder, withoutDynamicReferences } from "./placeholder.ts";
import { scalarText } from "./scalarText.ts";
import { section } from "./section.ts";

/** A part of a text: what is known, or a placeholder for what isn't. */
interface Part {
  readonly text: string;
  readonly known: boolean;
}

const NOTHING: Part = { text: "", known: true };

/** `Fn::Join`: a separator and the list of texts to put together. */
export function join(argument: Value, interpreter: Interpreter): Value {
  const [first, list] = Array.isArray(argument) ? (argument as readonly Value[]) : [];
  const separator = interpreter.text(first);
  if (separator === undefined) return UNKNOWN;
  const expressions = Array.isArray(list) ? (list as readonly Value[]) : interpreter.resolve(list);
  if (!Array.isArray(expressions)) return UNKNOWN;
  const parts: Part[] = [];
  for (const expression of expressions as readonly Value[]) {
    const part = partOf(expression, interpreter);
    if (part === UNKNOWN) return UNKNOWN;
    if (part === undefined) continue;
    if (parts.length > 0) parts.push({ text: separator, known: true });
    parts.push(part);
  }
  return together(parts, interpreter);
}

/** `Fn::Sub`: a text with `${Variable}`s, alone or with a map of variables of its own. */
export function sub(argument: Value, interpreter: Interpreter): Value {
  const all: readonly Value[] = Array.isArray(argument) ? argument : [argument];
  const [first, second] = all;
  const variables = object(second) ?? {};
  if (typeof first !== "string" || variables === UNKNOWN) return UNKNOWN;
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: written, 1: inner = "", index } of first.matchAll(/\$\{([^{}]*)\}/g)) {
    parts.push({ text: first.slice(end, index), known: true });
    end = index + written.length;
    const name = inner.trim();
    const own = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const part = own === undefined ? variable(name, interpreter) : partOf(own, interpreter);
    if (part === UNKNOWN) return UNKNOWN;
    parts.push(part ?? NOTHING);
  }
  parts.push({ text: first.slice(end), known: true });
  return together(parts, interpreter);
}

function variable(name: string, interpreter: Interpreter): Part | Unknown | undefined {
  // "To write a dollar sign and curly braces literally" (Fn::Sub): `${!Literal}`.
  if (name.startsWith("!")) return { text: `\${${name.slice(1)}}`, known: true };
  if (name.includes(":") && !name.startsWith("AWS::")) {
    interpreter.policyVariables.add(name);
    return { text: `\${${name}}`, known: true };
  }
  const dot = name.indexOf(".");
  if (dot < 0) return partOf({ Ref: name }, interpreter);
  return partOf({ "Fn::GetAtt": [name.slice(0, dot), name.slice(dot + 1)] }, interpreter);
}

/** @returns `undefined` for `AWS::NoValue` */
function partOf(expression: Value, interpreter: Interpreter): Part | Unknown | undefined {
  const value = interpreter.resolve(expression);
  if (value === undefined) return undefined;
  const text = scalarText(value);
  if (text !== undefined) return { text, known: true };
  const stand = standIn(expression, interpreter);
  return stand === undefined ? UNKNOWN : { text: stand, known: false };
}

/** A placeholder for the result of a function; `undefined` for anything else. */
function standIn(expression: Value, interpreter: Interpreter): string | undefined {
  const [call, ...others] = Object.entries(section(expression));
  if (call === undefined || others.length > 0) return undefined;
  const [name, argument] = call;
  if (name === "Ref" && typeof argument === "string") return placeholder(argument);
  if (name === "Fn::GetAtt") {
    const attribute: readonly Value[] = Array.isArray(argument) ? argument : [argument ?? null];
    return placeholder(attribute.map((one) => interpreter.text(one)).join("."));
  }
  return functionPlaceholder(name, argument ?? null);
}

/** One text, or `UNKNOWN` when a single part that isn't known is all there is. */
function together(parts: readonly Part[], interpreter: Interpreter): Value {
  const filled = parts.filter(({ text }) => text !== "");
  if (filled.length === 1 && filled[0]?.known === false) return UNKNOWN;
  const size = filled.reduce((sum, { text }) => sum + text.length, 0);
  if (!interpreter.spend(size)) return UNKNOWN;
  return withoutDynamicReferences(filled.map(({ text }) => text).join("")) ?? UNKNOWN;
}
