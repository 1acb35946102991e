import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A serverless HTTP API: one function, one table, parameters under a path, traces. */
export default function lambdaApi() {
  const table = new aws.dynamodb.Table("notes", {
    attributes: [
      { name: "owner", type: "S" },
      { name: "id", type: "S" },
    ],
    hashKey: "owner",
    rangeKey: "id",
    billingMode: "PAY_PER_REQUEST",
    globalSecondaryIndexes: [{ name: "by-id", hashKey: "id", projectionType: "ALL" }],
  });

  const role = new aws.iam.Role("api", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Action: "sts:AssumeRole",
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
        },
      ],
    }),
  });
  new aws.iam.RolePolicyAttachment("api-logs", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
  });

  const { accountId } = aws.getCallerIdentityOutput();
  const { region } = aws.getRegionOutput();
  const policy = new aws.iam.Policy("api", {
    description: "Notes, their parameters and traces",
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Notes",
          Effect: "Allow",
          Action: [
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:Query",
          ],
          Resource: [table.arn, pulumi.interpolate`${table.arn}/index/*`],
        },
        {
          Sid: "Parameters",
          Effect: "Allow",
          Action: ["ssm:GetParameter", "ssm:GetParametersByPath"],
          Resource: pulumi.interpolate`arn:aws:ssm:${region}:${accountId}:parameter/notes/*`,
        },
        {
          Sid: "Traces",
          Effect: "Allow",
          Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
          Resource: "*",
        },
      ],
    },
  });
  new aws.iam.RolePolicyAttachment("api", { role: role.name, policyArn: policy.arn });

  const handler = new aws.lambda.Function("api", {
    runtime: aws.lambda.Runtime.NodeJS22dX,
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.AssetArchive({
      "index.mjs": new pulumi.asset.StringAsset(
        "export const handler = async () => ({ statusCode: 204 });",
      ),
    }),
    environment: { variables: { TABLE: table.name } },
    tracingConfig: { mode: "Active" },
  });
  const api = new aws.apigatewayv2.Api("api", { protocolType: "HTTP", target: handler.arn });
  new aws.lambda.Permission("api", {
    action: "lambda:InvokeFunction",
    function: handler.name,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
  });
  return { endpoint: api.apiEndpoint };
}
