import { readPolicy } from "../iam/policy/readPolicy.ts";
import type { Policy } from "../iam/policy/statement.ts";
import { object, type Properties, UNKNOWN, type Value } from "../value.ts";
import { property, type Resource } from "./resource.ts";

/** Resources that add one statement to a resource policy, without saying it in IAM's language. */
export interface Permission {
  readonly service: "lambda" | "events";
  /** What it is, for messages. */
  readonly what: "the permission" | "the function URL";
  readonly policy: Policy;
}

/** The statement; `undefined` where there is none. */
type Reader = (
  read: (aws: string, cloudFormation: string) => Value | undefined,
) => Value | undefined;

const READERS: ReadonlyMap<string, readonly [Permission["service"], Reader]> = new Map([
  ["aws:lambda/permission:Permission", ["lambda", invocation]],
  ["AWS::Lambda::Permission", ["lambda", invocation]],
  ["aws:lambda/layerVersionPermission:LayerVersionPermission", ["lambda", layer]],
  ["AWS::Lambda::LayerVersionPermission", ["lambda", layer]],
  ["aws:cloudwatch/eventPermission:EventPermission", ["events", bus]],
  ["AWS::Events::EventBusPolicy", ["events", bus]],
  ["aws:lambda/functionUrl:FunctionUrl", ["lambda", url]],
  ["AWS::Lambda::Url", ["lambda", url]],
]);

export const PERMISSION_TYPES: readonly string[] = [...READERS.keys()];

/** The statement that a permission comes to. */
export function permissionOf({ type, inputs }: Resource): Permission | undefined {
  const [service, reader] = READERS.get(type) ?? [];
  if (!service || !reader) return undefined;
  const statement = reader((aws, cloudFormation) =>
    type.startsWith("aws:") ? inputs[aws] : property(inputs, cloudFormation),
  );
  if (statement === undefined) return undefined;
  const source: Properties = { Version: "2012-10-17", Statement: statement };
  const what = reader === url ? "the function URL" : "the permission";
  return { service, what, policy: readPolicy(source as Value, "resource") };
}

/** "Permissions V2" of AddPermission: what Lambda makes of its parameters. */
function invocation(read: Parameters<Reader>[0]): Value {
  return allow({
    Sid: named(read("statementId", "StatementId")),
    Principal: principal(read("principal", "Principal")),
    Action: read("action", "Action") ?? UNKNOWN,
    Condition: {
      ...when("ArnLike", "aws:SourceArn", read("sourceArn", "SourceArn")),
      ...when("StringEquals", "aws:SourceAccount", read("sourceAccount", "SourceAccount")),
      ...when(
        "StringEqualsIgnoreCase",
        "aws:PrincipalOrgID",
        read("principalOrgId", "PrincipalOrgID"),
      ),
      ...when(
        "StringEqualsIfExists",
        "lambda:EventSourceToken",
        read("eventSourceToken", "EventSourceToken"),
      ),
      ...when(
        "StringLike",
        "lambda:FunctionUrlAuthType",
        read("functionUrlAuthType", "FunctionUrlAuthType"),
      ),
      ...when(
        "Bool",
        "lambda:InvokedViaFunctionUrl",
        read("invokedViaFunctionUrl", "InvokedViaFunctionUrl"),
      ),
    },
  });
}

function layer(read: Parameters<Reader>[0]): Value {
  return allow({
    Sid: named(read("statementId", "StatementId")),
    Principal: principal(read("principal", "Principal")),
    Action: read("action", "Action") ?? UNKNOWN,
    Condition: when("StringEquals", "aws:PrincipalOrgID", read("organizationId", "OrganizationId")),
  });
}

/** Without a signature anyone may call it: SAM and @pulumi/aws add the permissions themselves. */
function url(read: Parameters<Reader>[0]): Value | undefined {
  const type = read("authorizationType", "AuthType");
  if (type === "AWS_IAM" || type === undefined) return undefined;
  return allow({
    Principal: "*",
    Action: "lambda:InvokeFunctionUrl",
    Condition: when("StringEquals", "lambda:FunctionUrlAuthType", type),
  });
}

function bus(read: Parameters<Reader>[0]): Value {
  const whole = read("statement", "Statement");
  if (whole !== undefined) return parsed(whole);
  const condition = object(read("condition", "Condition"));
  return allow({
    Sid: named(read("statementId", "StatementId")),
    Principal: principal(read("principal", "Principal")),
    Action: read("action", "Action") ?? "events:PutEvents",
    Condition: condition === UNKNOWN ? UNKNOWN : condition && comparison(condition),
  });
}

/** A statement is taken as JSON text, too. */
function parsed(statement: Value): Value {
  if (typeof statement !== "string") return statement;
  try {
    return JSON.parse(statement) as Value;
  } catch {
    return statement;
  }
}

function comparison(condition: Properties): Value {
  const [type, key] = [property(condition, "Type"), property(condition, "Key")];
  if (typeof type !== "string" || typeof key !== "string") return UNKNOWN;
  return when(type, key, property(condition, "Value"));
}

function allow(parts: Record<string, Value | undefined>): Value {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { Effect: "Allow", Resource: "*", ...Object.fromEntries(given) } as Value;
}

function named(value: Value | undefined): Value | undefined {
  return typeof value === "string" ? value.replace(/\W/g, "") || undefined : undefined;
}

function when(operator: string, key: string, value: Value | undefined): Record<string, Value> {
  return value === undefined || value === null || value === ""
    ? {}
    : { [operator]: { [key]: value } };
}

/** An account, an ARN, a service or anyone. */
function principal(value: Value | undefined): Value {
  if (typeof value !== "string") return value ?? UNKNOWN;
  if (value === "*") return "*";
  return /^\d{12}$|^arn:/.test(value) ? { AWS: value } : { Service: value };
}
