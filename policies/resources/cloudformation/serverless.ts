import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import { policyOfTemplate } from "./serverlessPolicies.ts";
import type { TemplateResource } from "./template.ts";

/** What SAM makes of a function or state machine without a role of its own. */
interface Generated {
  /** Which service runs it. */
  readonly service: string;
  /** The section of `Globals` whose properties it inherits. */
  readonly globals: string;
  /** AWS managed policies that its role always has. */
  readonly policies: readonly string[];
}

const GENERATED: ReadonlyMap<string, Generated> = new Map([
  [
    "AWS::Serverless::Function",
    {
      service: "lambda.amazonaws.com",
      globals: "Function",
      policies: ["AWSLambdaBasicExecutionRole"],
    },
  ],
  [
    "AWS::Serverless::StateMachine",
    { service: "states.amazonaws.com", globals: "StateMachine", policies: [] },
  ],
]);

/** Paths of AWS managed policies that templates give by name ("AWS Managed Policy Reference"). */
const PATHS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:Billing|DataScientist|DatabaseAdministrator|NetworkAdministrator|SupportUser|SystemAdministrator|ViewOnlyAccess)$/,
    "job-function/",
  ],
  [
    /^AWSLambda(?:BasicExecutionRole|DynamoDBExecutionRole|ENIManagementAccess|KinesisExecutionRole|MSKExecutionRole|Role|SQSQueueExecutionRole|VPCAccessExecutionRole)$/,
    "service-role/",
  ],
];

/**
 * The execution role that SAM generates for an `AWS::Serverless::Function` or `AWS::Serverless::StateMachine`
 * that names none, with the policies of its `Policies` ("Generated CloudFormation resources for AWS SAM").
 * Of SAM's policy templates, those are left out that say the same wherever they stand.
 *
 * @param globals the section `Globals` of the template
 */
export function executionRole(
  resource: TemplateResource,
  globals: Properties,
  partition: string,
): TemplateResource | undefined {
  const generated = GENERATED.get(resource.type);
  if (generated === undefined) return undefined;
  const inherited = object(globals[generated.globals]);
  const own = resource.properties;
  const properties = inherited && inherited !== UNKNOWN ? { ...inherited, ...own } : own;
  const { Role, RolePath, PermissionsBoundary, AssumeRolePolicyDocument } = properties;
  if (Role !== undefined && Role !== UNKNOWN) return undefined;
  const logicalId = `${resource.logicalId}Role`;
  const always = generated.policies.map((name) => managedPolicyArn(name, partition));
  const { managed, inline } = attached(properties.Policies, logicalId, partition);
  const isUncertain = resource.condition === "unknown" || Role === UNKNOWN;
  return {
    logicalId,
    type: "AWS::IAM::Role",
    references: [`\${${logicalId}}`, `\${${logicalId}.Arn}`],
    properties: {
      AssumeRolePolicyDocument: AssumeRolePolicyDocument ?? trustOf(generated.service),
      ManagedPolicyArns: [...always, ...managed],
      ...(inline.length > 0 ? { Policies: inline } : {}),
      ...(RolePath === undefined ? {} : { Path: RolePath }),
      ...(PermissionsBoundary === undefined ? {} : { PermissionsBoundary }),
    },
    ...(isUncertain ? { condition: "unknown" } : {}),
  };
}

function trustOf(service: string): Value {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return { Version: "2012-10-17", Statement: [statement] };
}

function attached(
  policies: Value | undefined,
  roleId: string,
  partition: string,
): { readonly managed: readonly Value[]; readonly inline: readonly Value[] } {
  const managed: Value[] = [];
  const inline: Value[] = [];
  const all: readonly Value[] = Array.isArray(policies) ? policies : [policies ?? ""];
  for (const [index, policy] of all.entries()) {
    if (policy === UNKNOWN) {
      managed.push(UNKNOWN);
      inline.push(UNKNOWN);
    } else if (typeof policy === "string" && policy !== "") {
      managed.push(managedPolicyArn(policy, partition));
    } else {
      const document = hasStatements(policy) ? policy : policyOfTemplate(policy, partition);
      if (document === undefined) continue;
      inline.push({ PolicyName: `${roleId}Policy${index}`, PolicyDocument: document });
    }
  }
  return { managed, inline };
}

function hasStatements(policy: Value): boolean {
  const document = object(policy);
  return document !== undefined && document !== UNKNOWN && document.Statement !== undefined;
}

/** `Policies` takes names of AWS managed policies too. */
function managedPolicyArn(policy: string, partition: string): string {
  if (!/^[\w+=,.@-]+$/.test(policy)) return policy;
  const path = PATHS.find(([names]) => names.test(policy))?.[1] ?? "";
  return `arn:${partition}:iam::aws:policy/${path}${policy}`;
}
