import { hasPlaceholder } from "../../patterns/placeholder.ts";
import { type Fault, shown } from "./fault.ts";

/** A policy variable such as `${aws:username}`, with the space that a wrong one may have. */
const VARIABLE = /\$\{\s*(?!resolve:)[A-Za-z][\w.-]*:(?!:)[^}]*\}|\$\{[*?$]\}/;
const RIGHT = /^\$\{(?:[*?$]|[^\s,'{}]+(?:\s*,\s*'[^']*')?)\}$/;

/** Whether a text holds a policy variable, such as `${aws:username}` or `${*}`. */
export function hasVariable(text: string): boolean {
  return text.includes("${") && VARIABLE.test(text);
}

/**
 * What is wrong with the policy variables of a text: a brace that isn't closed, a space inside, a default
 * value without single quotes ("IAM policy elements: Variables and tags", "Specifying default values").
 */
export function variableFault(text: string): Fault | undefined {
  if (!text.includes("${")) return undefined;
  const wanted = `policy variables such as \${aws:username} or \${aws:PrincipalTag/team, 'none'}, without space inside`;
  for (const piece of text.split("${").slice(1)) {
    const end = piece.indexOf("}");
    const variable = end < 0 ? `\${${piece}` : `\${${piece.slice(0, end + 1)}`;
    const isEmpty = variable === `\${}`;
    if (end >= 0 && !isEmpty && (RIGHT.test(variable) || hasPlaceholder(variable))) continue;
    return { id: "bad-variable", seen: `the variable ${shown(variable)}`, wanted };
  }
  return undefined;
}
