import type { Value } from "../../value.ts";
import { POLICY_DOCUMENTS } from "../policyDocuments.ts";

/** Types that are about IAM or make other resources, with all of their properties. */
const WHOLE =
  /^AWS::(?:IAM|SSO|Organizations|CloudFormation|ServiceCatalog)::|^AWS::Lambda::(?:Permission|LayerVersionPermission|Url)$|^AWS::Events::EventBusPolicy$/;

/** Properties of SAM's resources that decide about roles and function URLs, besides those that hold policies. */
const SERVERLESS: ReadonlySet<string> = new Set([
  "FunctionUrlConfig",
  "PermissionsBoundary",
  "Role",
  "RolePath",
]);

const TRANSFORM = "Fn::Transform";

/**
 * Whether what a macro such as AWS::Include puts into a resource may be a policy, or decide about one: in an API's
 * definition, or in the variables of a function, it can't.
 *
 * @param properties as they stand in the template
 */
export function mayHidePolicies(type: string, properties: Value): boolean {
  if (typeof properties !== "object" || properties === null) return false;
  const entries = Object.entries(properties as { readonly [key: string]: Value });
  // At the level of properties, or in a condition about all of them, it may be any.
  return entries.some(
    ([key, value]) =>
      (key === TRANSFORM && bearsPolicies(type)) ||
      (hasTransform(value) && (key.startsWith("Fn::") ? bearsPolicies(type) : bears(type, key))),
  );
}

/** Whether resources of a type can hold policies, or stand for principals. */
export function bearsPolicies(type: string): boolean {
  return WHOLE.test(type) || pathsOf(type).length > 0;
}

function bears(type: string, property: string): boolean {
  if (WHOLE.test(type)) return property !== "Tags" && property !== "Description";
  if (type.startsWith("AWS::Serverless::") && SERVERLESS.has(property)) return true;
  return pathsOf(type).some((path) => path.replace(/[[.{].*/, "") === property);
}

function pathsOf(type: string): readonly string[] {
  const paths = Object.hasOwn(POLICY_DOCUMENTS, type) ? (POLICY_DOCUMENTS[type] ?? {}) : {};
  return Object.entries(paths).flatMap(([path, { unjudged }]) =>
    unjudged === undefined ? [path] : [],
  );
}

function hasTransform(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([key, one]) => key === TRANSFORM || hasTransform(one as Value),
  );
}
