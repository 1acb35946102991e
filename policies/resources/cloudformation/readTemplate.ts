import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import { readBody } from "./body.ts";
import { expandLoops } from "./forEach.ts";
import { Interpreter, type TemplateSections } from "./interpreter.ts";
import { parameterValues } from "./parameters.ts";
import { assumedParameters, type Place, pseudoParameters } from "./pseudoParameters.ts";
import { ResourceReader } from "./resourceReader.ts";
import { section } from "./section.ts";
import type { Template, TemplateProblem } from "./template.ts";

/** Transforms whose work is done here. Any other may add resources that nobody sees. */
const KNOWN_TRANSFORMS: readonly Value[] = [
  "AWS::Serverless-2016-10-31",
  "AWS::LanguageExtensions",
];

/**
 * Reads what a CloudFormation template declares. Never throws: text that is no template is a problem, text that
 * can't be read a doubt, and what can't be told from the template alone is `UNKNOWN`, or a placeholder such as `${Parameter}` or
 * `${LogicalId.Attribute}` inside a text.
 *
 * @param body JSON or YAML text, or an object; `undefined` when it isn't at hand, such as behind a URL
 * @param parameters values by name, or a list of `{parameterKey, parameterValue}`
 * @param place where the stack is made. Default: not known
 */
export function readTemplate(
  body: Value | undefined,
  parameters: Value | Properties | undefined,
  place: Place = {},
): Template {
  const read = body === undefined ? UNKNOWN : readBody(body);
  if (read === UNKNOWN) return hidden([]);
  const { seen, sections, doubts, isPartial } = read;
  if (seen !== undefined) return isPartial ? hidden(doubts) : unreadable(seen);
  const declared = object(sections.Resources);
  const hasMacro = isMacro(sections.Transform) || sections["Fn::Transform"] !== undefined;
  if (declared === UNKNOWN || (declared === undefined && (hasMacro || isPartial)))
    return hidden(doubts);
  if (declared === undefined) return unreadable("a template without Resources");

  const outside: TemplateSections = {
    parameters: new Map([
      ...parameterValues(sections.Parameters, parameters),
      ...pseudoParameters(place),
    ]),
    assumed: assumedParameters(place),
    mappings: sections.Mappings ?? {},
    conditions: {},
    resources: {},
  };
  const loops = new Interpreter(outside);
  const resources = expandLoops(declared, loops);
  const conditions = expandLoops(section(sections.Conditions), loops);
  const interpreter = new Interpreter({ ...outside, conditions, resources });
  const reader = new ResourceReader(interpreter, sections.Globals, hasMacro || isPartial);
  for (const [logicalId, resource] of Object.entries(resources)) reader.read(logicalId, resource);
  const isIncomplete =
    loops.isIncomplete || interpreter.isIncomplete || reader.isIncomplete || hasMacro || isPartial;
  return {
    resources: reader.resources,
    problems: [...reader.problems, ...mistaken(interpreter)],
    doubts,
    isIncomplete,
  };
}

function unreadable(seen: string): Template {
  const wanted = "a CloudFormation template with Resources, as JSON or YAML";
  return { ...hidden([]), problems: [{ id: "template-unreadable", seen, wanted }] };
}

function hidden(doubts: readonly string[]): Template {
  return { resources: [], problems: [], doubts, isIncomplete: true };
}

function mistaken({ policyVariables }: Interpreter): TemplateProblem[] {
  return [...policyVariables].map((name) => ({
    id: "policy-variable-in-sub",
    seen: `\${${name}} in an Fn::Sub of the template, which CloudFormation takes for a name of its own`,
    wanted: `\${!${name}} there, or the text without Fn::Sub`,
  }));
}

function isMacro(transform: Value | undefined): boolean {
  if (transform === undefined || transform === null) return false;
  const transforms: readonly Value[] = Array.isArray(transform) ? transform : [transform];
  return transforms.some((one) => !KNOWN_TRANSFORMS.includes(one));
}
