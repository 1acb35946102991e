import type { Value } from "../../value.ts";

/**
 * Text that stands for a value which isn't known before the stack exists: `${LogicalId}`,
 * `${LogicalId.Attribute}`, `${AWS::AccountId}`, `${Parameter}`. The same expression always reads as the same
 * placeholder, however it is written. It holds no wildcards, and breaks no JSON that it stands in.
 */
export function placeholder(name: string): string {
  return `\${${name.replaceAll(/[${}"\\\n*?]/g, "")}}`;
}

export function hasPlaceholder(text: string): boolean {
  return /\$\{[^{}]*\}/.test(text);
}

/** Characters of a placeholder for a function's result, after which its arguments are cut off. */
const MAX_ARGUMENTS = 200;

/** Stands for the result of a function inside a text, such as `${Fn::ImportValue network-RoleArn}`. */
export function functionPlaceholder(name: string, argument: Value): string {
  const leaves: string[] = [];
  let length = 0;
  const visit = (value: Value): void => {
    if (length > MAX_ARGUMENTS) return;
    if (typeof value === "string" || typeof value === "number") {
      leaves.push(String(value));
      length += String(value).length + 1;
    } else if (typeof value === "object" && value !== null) {
      for (const one of Object.values(value)) visit(one);
    }
  };
  visit(argument);
  return placeholder([name, ...leaves].join(" ").slice(0, MAX_ARGUMENTS));
}

/** "Get values stored in other services using dynamic references", such as `{{resolve:ssm:/team/account}}`. */
const DYNAMIC_REFERENCE = /\{\{(resolve:(?:\$\{[^{}]*\}|[^{}]){1,2048})\}\}/g;

/**
 * A text with its dynamic references as placeholders.
 *
 * @returns `undefined` when all of it is one dynamic reference, whose value can't be known
 */
export function withoutDynamicReferences(text: string): string | undefined {
  if (!text.includes("{{resolve:")) return text;
  if (text.replace(DYNAMIC_REFERENCE, "") === "") return undefined;
  return text.replace(DYNAMIC_REFERENCE, (_, reference: string) => placeholder(reference));
}
