import { readBody } from "../../../resources/cloudformation/body.ts";
import { scalarText } from "../../../resources/cloudformation/scalarText.ts";
import { property, type Resource } from "../../../resources/resource.ts";
import { words } from "../../../stack/templateMentions.ts";
import { object, type Properties, UNKNOWN, type Value } from "../../../value.ts";

/** A console password that comes from a parameter of a template, and that others can read. */
export interface ShownPassword {
  /** Of the user. */
  readonly logicalId: string;
  readonly parameter: string;
  /**
   * `default`: the parameter hides its value, which the template has as its default; `echo`: whoever may describe the stack
   * sees its value; `output`: an output says it.
   */
  readonly by: "default" | "echo" | "output";
}

/** Passwords of a template's users by parameter. Those that stand in the template as a known text are no part of these. */
export function shownPasswords({ inputs }: Resource): readonly ShownPassword[] {
  const body = property(inputs, "TemplateBody");
  if (body === undefined || (typeof body === "string" && !body.includes("LoginProfile"))) return [];
  const read = readBody(body);
  const sections = read === UNKNOWN ? undefined : read.sections;
  const parameters = known(sections?.Parameters);
  if (!parameters) return [];
  const given = namesOf(property(inputs, "Parameters"));
  const told = words(sections?.Outputs);
  return [...users(sections?.Resources, "")].flatMap(([logicalId, user]) =>
    [...words(user)].flatMap((parameter): ShownPassword[] => {
      const declared = Object.hasOwn(parameters, parameter) && known(parameters[parameter]);
      if (!declared) return [];
      const by = shownBy(declared, given === UNKNOWN || given.has(parameter), told.has(parameter));
      return by ? [{ logicalId, parameter, by }] : [];
    }),
  );
}

function shownBy(
  { NoEcho, Default }: Properties,
  isGiven: boolean,
  isTold: boolean,
): ShownPassword["by"] | undefined {
  const isHidden = NoEcho !== undefined && scalarText(NoEcho)?.toLowerCase() !== "false";
  const hasDefault = Default !== undefined && Default !== null && Default !== "";
  // What isn't hidden and is known by its default or given is found as the text that it is.
  if (!isHidden) return hasDefault || isGiven ? undefined : "echo";
  if (hasDefault && !isGiven) return "default";
  return isTold ? "output" : undefined;
}

/** Login profiles by logical id, in loops, too. */
function* users(value: Value | undefined, name: string): Iterable<readonly [string, Value]> {
  if (typeof value !== "object" || value === null) return;
  const resource = known(value);
  if (resource?.Type === "AWS::IAM::User") {
    const profile = property(known(resource.Properties) ?? {}, "LoginProfile");
    if (profile !== undefined) yield [name, profile];
    return;
  }
  for (const [key, one] of Object.entries(value)) yield* users(one as Value, key);
}

function known(value: Value | undefined): Properties | undefined {
  const found = object(value);
  return found === UNKNOWN ? undefined : found;
}

/** Names of the parameters that are given: a map, or a list of keys and values. */
function namesOf(given: Value | undefined): ReadonlySet<string> | typeof UNKNOWN {
  if (given === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(given)) return new Set(Object.keys(known(given) ?? {}));
  const keys = given.map((one) => property(known(one) ?? {}, "ParameterKey"));
  return new Set(keys.filter((key) => typeof key === "string"));
}
