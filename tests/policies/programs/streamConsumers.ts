import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

function consumer(name: string, statements: pulumi.Input<aws.iam.PolicyStatement>[]) {
  const role = new aws.iam.Role(name, {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  });
  const logGroup = new aws.cloudwatch.LogGroup(name, { name: `/aws/lambda/${name}` });
  new aws.iam.RolePolicy(name, {
    role: role.id,
    policy: {
      Version: "2012-10-17",
      Statement: [
        ...statements,
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: pulumi.interpolate`${logGroup.arn}:*`,
        },
      ],
    },
  });
  return new aws.lambda.Function(name, {
    name,
    runtime: "python3.13",
    handler: "app.handle",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./consumer"),
  });
}

/** Functions that read a queue and a table's stream, with a dead-letter queue. */
export default function streamConsumers() {
  const failed = new aws.sqs.Queue("failed", { messageRetentionSeconds: 1_209_600 });
  const orders = new aws.sqs.Queue("orders", {
    sqsManagedSseEnabled: true,
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 5 }),
  });
  const table = new aws.dynamodb.Table("orders", {
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
    streamEnabled: true,
    streamViewType: "NEW_AND_OLD_IMAGES",
  });
  const topic = new aws.sns.Topic("order-changes");

  const writer = consumer("order-writer", [
    {
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: orders.arn,
    },
    { Effect: "Allow", Action: "dynamodb:PutItem", Resource: table.arn },
  ]);
  new aws.lambda.EventSourceMapping("order-writer", {
    eventSourceArn: orders.arn,
    functionName: writer.arn,
    functionResponseTypes: ["ReportBatchItemFailures"],
  });

  const publisher = consumer("order-publisher", [
    {
      Effect: "Allow",
      Action: ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"],
      Resource: table.streamArn,
    },
    // The AWS guide lists it on *: listing has no stream to name.
    { Effect: "Allow", Action: "dynamodb:ListStreams", Resource: "*" },
    { Effect: "Allow", Action: "sns:Publish", Resource: topic.arn },
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: failed.arn },
  ]);
  new aws.lambda.EventSourceMapping("order-publisher", {
    eventSourceArn: table.streamArn,
    functionName: publisher.arn,
    startingPosition: "LATEST",
    destinationConfig: { onFailure: { destinationArn: failed.arn } },
  });
  return { queue: orders.url };
}
