import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import { section } from "./section.ts";
import type { TemplateResource } from "./template.ts";

/**
 * The `AWS::Lambda::Url` that SAM makes of the `FunctionUrlConfig` of an `AWS::Serverless::Function`
 * ("Generated CloudFormation resources for AWS SAM").
 *
 * @param globals the section `Globals` of the template
 */
export function functionUrl(
  resource: TemplateResource,
  globals: Properties,
): TemplateResource | undefined {
  if (resource.type !== "AWS::Serverless::Function") return undefined;
  const inherited = section(globals.Function).FunctionUrlConfig;
  const own = resource.properties.FunctionUrlConfig;
  if ((own ?? inherited) === undefined) return undefined;
  const configuration = merged(inherited, own);
  const logicalId = `${resource.logicalId}Url`;
  const isUncertain = resource.condition === "unknown" || own === UNKNOWN;
  return {
    logicalId,
    type: "AWS::Lambda::Url",
    references: [`\${${logicalId}}`],
    properties: { TargetFunctionArn: `\${${resource.logicalId}.Arn}`, ...configuration },
    ...(isUncertain ? { condition: "unknown" } : {}),
  };
}

/** A function's own settings go before those of `Globals`, one by one. */
function merged(inherited: Value | undefined, own: Value | undefined): Properties {
  const first = object(inherited);
  const second = object(own);
  if (first === UNKNOWN || second === UNKNOWN) return { AuthType: UNKNOWN };
  return { ...first, ...second };
}
