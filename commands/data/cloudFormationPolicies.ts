import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import type { Property, PropertyType, SpecDatabase } from "@aws-cdk/service-spec-types";
import { holdsPolicy } from "./policyWords.ts";

/** Where each resource type of CloudFormation's resource specification holds policy documents. */
export async function cloudFormationPolicies(): Promise<ReadonlyMap<string, readonly string[]>> {
  const specification = await loadAwsServiceSpec();
  const found = new Map<string, readonly string[]>();
  for (const { cloudFormationType, properties } of specification.all("resource")) {
    const paths = [...policiesIn(properties, "", specification, [])];
    if (paths.length > 0) found.set(cloudFormationType, paths);
  }
  return found;
}

/** @param around names of the type definitions that the properties stand in: some hold themselves */
function* policiesIn(
  properties: Readonly<Record<string, Property>>,
  path: string,
  specification: SpecDatabase,
  around: readonly string[],
): Iterable<string> {
  for (const [name, { type, documentation = "" }] of Object.entries(properties)) {
    yield* policiesOf(type, { name, documentation, path: `${path}${name}` }, specification, around);
  }
}

interface Place {
  readonly name: string;
  readonly documentation: string;
  /** Such as `Replicas[].ResourcePolicy.PolicyDocument`. */
  readonly path: string;
}

function* policiesOf(
  type: PropertyType,
  place: Place,
  specification: SpecDatabase,
  around: readonly string[],
): Iterable<string> {
  const { name, documentation, path } = place;
  if (type.type === "string" || type.type === "json") {
    if (holdsPolicy(name, documentation, type.type === "string")) yield path;
  } else if (type.type === "array") {
    yield* policiesOf(type.element, { ...place, path: `${path}[]` }, specification, around);
  } else if (type.type === "map") {
    yield* policiesOf(type.element, { ...place, path: `${path}{}` }, specification, around);
  } else if (type.type === "union") {
    const all = type.types.flatMap((one) => [...policiesOf(one, place, specification, around)]);
    yield* new Set(all);
  } else if (type.type === "ref" && !around.includes(type.reference.$ref)) {
    const definition = specification.get("typeDefinition", type.reference.$ref);
    const inside = [...around, type.reference.$ref];
    yield* policiesIn(definition.properties, `${path}.`, specification, inside);
  }
}
