import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A Step Functions workflow that calls functions, logs and traces. */
export default async function orderWorkflow() {
  const { accountId } = await aws.getCallerIdentity({});
  const { region } = await aws.getRegion({});

  const lambdaRole = new aws.iam.Role("steps-lambda", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
    managedPolicyArns: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
  });
  const [charge, ship] = ["charge", "ship"].map(
    (name) =>
      new aws.lambda.Function(name, {
        runtime: "nodejs22.x",
        handler: "index.handler",
        role: lambdaRole.arn,
        code: new pulumi.asset.FileArchive(`./${name}`),
      }),
  );
  if (!charge || !ship) throw new Error("no functions");

  const trust = await aws.iam.getPolicyDocument({
    statements: [
      {
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["states.amazonaws.com"] }],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
          {
            test: "ArnLike",
            variable: "aws:SourceArn",
            values: [`arn:aws:states:${region}:${accountId}:stateMachine:orders*`],
          },
        ],
      },
    ],
  });
  const role = new aws.iam.Role("orders", { assumeRolePolicy: trust.json });

  const invoke = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["lambda:InvokeFunction"],
        resources: [charge, ship].flatMap(({ arn }) => [arn, pulumi.interpolate`${arn}:*`]),
      },
    ],
  });
  // Log delivery and X-Ray as the Step Functions guide has them: most of these actions know no resource.
  const observe = await aws.iam.getPolicyDocument({
    statements: [
      {
        actions: [
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
        ],
        resources: ["*"],
      },
      {
        actions: [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ],
        resources: ["*"],
      },
    ],
  });
  const merged = aws.iam.getPolicyDocumentOutput({
    sourcePolicyDocuments: [invoke.json, observe.json],
  });
  new aws.iam.RolePolicy("orders", { role: role.name, policy: merged.json });

  const logs = new aws.cloudwatch.LogGroup("orders", { name: "/aws/vendedlogs/states/orders" });
  const machine = new aws.sfn.StateMachine("orders", {
    roleArn: role.arn,
    definition: pulumi.jsonStringify({
      StartAt: "Charge",
      States: {
        Charge: { Type: "Task", Resource: charge.arn, Next: "Ship" },
        Ship: { Type: "Task", Resource: ship.arn, End: true },
      },
    }),
    loggingConfiguration: {
      level: "ERROR",
      includeExecutionData: false,
      logDestination: pulumi.interpolate`${logs.arn}:*`,
    },
    tracingConfiguration: { enabled: true },
  });
  return { machine: machine.arn };
}
