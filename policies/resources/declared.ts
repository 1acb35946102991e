import type { Place } from "./cloudformation/pseudoParameters.ts";
import { readTemplate } from "./cloudformation/readTemplate.ts";
import type { TemplateResource } from "./cloudformation/template.ts";
import type { TemplateFact } from "./fact.ts";
import { property, type Resource } from "./resource.ts";
import { placeOfInstances } from "./stackPlace.ts";

/** CloudFormation stacks and stack sets, whose templates declare resources. */
export const TEMPLATE_TYPES: readonly string[] = [
  "aws:cloudformation/stack:Stack",
  "aws:cloudformation/stackSet:StackSet",
  "AWS::CloudFormation::Stack",
  "AWS::CloudFormation::StackSet",
];

/** What a Pulumi resource declares: itself, and what is in its CloudFormation template. */
export interface Declared {
  readonly resources: readonly Resource[];
  /** The same, with those in every way that hang on conditions of the template which nobody knows yet. */
  readonly possible: readonly Resource[];
  /** What is wrong with its template, or can't be seen of it. */
  readonly template?: TemplateFact;
}

/**
 * @param resource of aws-native by CloudFormation's name, see `cloudFormationNames`
 * @param place where it is made
 */
export function declared(resource: Resource, place: Place): Declared {
  return within(resource, place);
}

function alone(resource: Resource): Declared {
  const resources = [resource];
  return { resources, possible: resources };
}

/** A resource, and what is in its template, down to stack sets in templates of stack sets. */
function within(resource: Resource, place: Place): Declared {
  const { type, urn, name, inputs, logicalId, scope = urn } = resource;
  if (!TEMPLATE_TYPES.includes(type)) return alone(resource);
  const body = property(inputs, "TemplateBody");
  const url = property(inputs, "TemplateUrl");
  if (body === undefined && url === undefined) return alone(resource);
  const isSet = /StackSet$/.test(type);
  const inside = isSet ? placeOfInstances(inputs, place) : place;
  const read = readTemplate(body, property(inputs, "Parameters"), inside);
  const inner = read.resources.map((one) => {
    const made: Resource = {
      type: one.type,
      urn,
      name,
      inputs: one.properties,
      logicalId: logicalId === undefined ? one.logicalId : `${logicalId}.${one.logicalId}`,
      references: one.references,
      scope: logicalId === undefined ? scope : `${scope} ${logicalId}`,
      ...(one.partial && { partial: one.partial }),
    };
    const declared = within(made, inside);
    return { ...declared, possible: possibleOf(declared, one) };
  });
  const templates = inner.flatMap(({ template }) => template ?? []);
  const isIncomplete =
    read.isIncomplete || body === undefined || templates.some((one) => one.isIncomplete);
  const problems = [...read.problems, ...templates.flatMap((one) => one.problems)];
  const doubts = [...read.doubts, ...templates.flatMap((one) => one.doubts)];
  const resources = [resource, ...inner.flatMap(({ resources }) => resources)];
  const isDecided = inner.every(({ resources, possible }) => resources === possible);
  return {
    resources,
    possible: isDecided ? resources : [resource, ...inner.flatMap(({ possible }) => possible)],
    template: { kind: "template", resource, problems, doubts, isIncomplete },
  };
}

function possibleOf({ resources, possible }: Declared, one: TemplateResource): readonly Resource[] {
  const [resource, ...others] = resources;
  const { variants = [] } = one;
  // Of a stack set in a template, what its own template declares is judged as far as it is known.
  if (!resource || others.length > 0 || variants.length === 0) return possible;
  return variants.map(({ properties, where }, at) => ({
    ...resource,
    inputs: properties,
    variant: { where, at, of: variants.length },
  }));
}

/**
 * Finds CloudFormation's spelling of types of aws-native, such as `aws-native:iam:OidcProvider` →
 * `AWS::IAM::OIDCProvider`, among those that somebody asks for. Others stay as they are. `AWS::Config` is its module
 * `configuration`, as in any Pulumi package `config` is the provider's own settings.
 */
export function cloudFormationNames(types: Iterable<string>): (type: string) => string {
  const byToken = new Map<string, string>();
  for (const type of types) {
    const [provider, service = "", name = ""] = type.split("::");
    const module = service === "Config" ? "configuration" : service;
    if (provider === "AWS") byToken.set(`aws-native:${module}:${name}`.toLowerCase(), type);
  }
  return (type) =>
    type.startsWith("aws-native:") ? (byToken.get(type.toLowerCase()) ?? type) : type;
}
