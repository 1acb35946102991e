import { object, type Properties, UNKNOWN, type Value } from "../value.ts";
import { POLICY_DOCUMENTS } from "./policyDocuments.ts";

/** A resource of CloudFormation's, however it is declared. */
export interface CloudFormationResource {
  readonly type: string;
  readonly inputs: Properties;
}

/** Resources that are whatever type of CloudFormation's they name, and the inputs that hold type and properties. */
const CARRIERS: Readonly<Record<string, readonly [type: string, properties: string]>> = {
  "aws:cloudcontrol/resource:Resource": ["typeName", "desiredState"],
  "aws-native:index:ExtensionResource": ["type", "properties"],
};

export const CLOUD_CONTROL_TYPES: readonly string[] = Object.keys(CARRIERS);

/**
 * What Cloud Control API is asked to make. Of properties that aren't known yet, those that hold policies are
 * `UNKNOWN`.
 *
 * @returns the resource itself where it is of another type, or names none
 */
export function cloudControlled(type: string, inputs: Properties): CloudFormationResource {
  const [typeInput = "", propertiesInput = ""] = Object.hasOwn(CARRIERS, type)
    ? (CARRIERS[type] ?? [])
    : [];
  const carried = inputs[typeInput];
  if (typeof carried !== "string") return { type, inputs };
  const properties = object(parsed(inputs[propertiesInput]));
  if (properties === UNKNOWN) return { type: carried, inputs: unknownPolicies(carried) };
  return { type: carried, inputs: properties ?? {} };
}

function parsed(value: Value | undefined): Value {
  if (typeof value !== "string") return value ?? UNKNOWN;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return UNKNOWN;
  }
}

function unknownPolicies(type: string): Properties {
  const paths = Object.hasOwn(POLICY_DOCUMENTS, type)
    ? Object.keys(POLICY_DOCUMENTS[type] ?? {})
    : [];
  return Object.fromEntries(paths.map((path) => [path.replace(/[[.{].*/, ""), UNKNOWN]));
}
