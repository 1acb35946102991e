import { readBody } from "../resources/cloudformation/body.ts";
import { property } from "../resources/resource.ts";
import { object, type Properties, UNKNOWN, type Value } from "../value.ts";
import type { StackResource } from "./stack.ts";

/** Which logical ids expressions of templates mention, where their value isn't known. */
export class TemplateMentions {
  /** By URN of the stack, and the logical ids of stack sets within. */
  readonly #sections = new Map<string, Properties | undefined>();

  /**
   * Words in the declaration of a property, its logical ids among them.
   *
   * @param logicalId of the resource; after that of the stack set around it, if any
   * @returns `undefined` when the declaration can't be found, as in a loop or behind a macro
   */
  inProperty(
    stack: StackResource,
    logicalId: string,
    name: string,
  ): ReadonlySet<string> | undefined {
    const around = logicalId.split(".");
    const own = around.pop() ?? "";
    const sections = this.#of(stack, around);
    const resources = sections && known(sections.Resources);
    const resource = resources && Object.hasOwn(resources, own) && known(resources[own]);
    const properties = resource ? known(resource.Properties) : undefined;
    const value = properties && property(properties, name);
    return value === undefined ? undefined : words(value);
  }

  /** Words in the outputs of a stack's template. */
  inOutputs(stack: StackResource): ReadonlySet<string> {
    return words(this.#of(stack, [])?.Outputs);
  }

  #of(stack: StackResource, around: readonly string[]): Properties | undefined {
    const key = [stack.urn, ...around].join(" ");
    if (!this.#sections.has(key)) this.#sections.set(key, read(stack, around));
    return this.#sections.get(key);
  }
}

function read({ inputs, outputs }: StackResource, around: readonly string[]) {
  let sections = bodyOf(inputs ?? outputs);
  for (const logicalId of around) {
    const resources = sections && known(sections.Resources);
    const set = resources && Object.hasOwn(resources, logicalId) && known(resources[logicalId]);
    const properties = set ? known(set.Properties) : undefined;
    sections = properties && bodyOf(properties);
  }
  return sections;
}

function bodyOf(inputs: Properties): Properties | undefined {
  const body = property(inputs, "TemplateBody");
  const read = body === undefined ? UNKNOWN : readBody(body);
  return read === UNKNOWN ? undefined : read.sections;
}

function known(value: Value | undefined): Properties | undefined {
  const found = object(value);
  return found === UNKNOWN ? undefined : found;
}

/** Runs of letters and digits in an expression, of which names of parameters and logical ids are made. */
export function words(value: Value | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const open: (Value | undefined)[] = [value];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next === "string") for (const word of next.match(/\w+/g) ?? []) found.add(word);
    else if (typeof next === "object" && next !== null) open.push(...Object.values(next));
  }
  return found;
}
