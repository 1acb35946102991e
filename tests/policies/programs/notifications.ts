import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** Uploads announced by a topic to several queues, and e-mail by SES. */
export default function notifications() {
  const { accountId } = aws.getCallerIdentityOutput();
  const uploads = new aws.s3.Bucket("uploads");
  const topic = new aws.sns.Topic("uploads", { kmsMasterKeyId: "alias/aws/sns" });
  const topicPolicy = new aws.sns.TopicPolicy("uploads", {
    arn: topic.arn,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
            { test: "ArnLike", variable: "aws:SourceArn", values: [uploads.arn] },
          ],
        },
      ],
    }).json,
  });
  new aws.s3.BucketNotification(
    "uploads",
    { bucket: uploads.id, topics: [{ topicArn: topic.arn, events: ["s3:ObjectCreated:*"] }] },
    { dependsOn: [topicPolicy] },
  );

  for (const name of ["thumbnails", "virus-scan", "search-index"]) {
    const queue = new aws.sqs.Queue(name, { sqsManagedSseEnabled: true });
    new aws.sqs.QueuePolicy(name, {
      queueUrl: queue.url,
      policy: pulumi.all([queue.arn, topic.arn]).apply(([queueArn, topicArn]) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Topic",
              Effect: "Allow",
              Principal: { Service: "sns.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: queueArn,
              Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
            },
          ],
        }),
      ),
    });
    new aws.sns.TopicSubscription(name, {
      topic: topic.arn,
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
    });
  }

  // A queue whose policy is older than topic service principals: anyone, as long as it comes from the topic.
  const legacy = new aws.sqs.Queue("legacy-archive");
  new aws.sqs.QueuePolicy("legacy-archive", {
    queueUrl: legacy.id,
    policy: {
      Version: "2012-10-17",
      Id: "archive",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "sqs:SendMessage",
          Resource: legacy.arn,
          Condition: { ArnEquals: { "aws:SourceArn": topic.arn } },
        },
      ],
    },
  });

  const identity = new aws.sesv2.EmailIdentity("example", { emailIdentity: "example.com" });
  const mailer = new aws.iam.Role("mailer", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  });
  new aws.iam.RolePolicy("mailer", {
    role: mailer.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["ses:SendEmail", "ses:SendRawEmail"],
          Resource: identity.arn,
          Condition: { StringEquals: { "ses:FromAddress": "no-reply@example.com" } },
        },
      ],
    }),
  });
}
