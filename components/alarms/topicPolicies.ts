import * as pulumi from "@pulumi/pulumi";
import { accountAdministersKey, onlyEncryptedTransport } from "../policyStatements.ts";

const publishers = ["events.amazonaws.com", "cloudwatch.amazonaws.com"];

/**
 * Lets EventBridge and CloudWatch publish to an encrypted topic, which AWS's own key for SNS doesn't: its policy can't be
 * changed. EventBridge sends no `aws:SourceAccount` to KMS, so that key policies can't ask for it (Amazon SNS Developer
 * Guide, "Enable compatibility between event sources from AWS services and encrypted topics").
 */
export function topicKeyPolicy(
  partition: pulumi.Input<string>,
  account: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      accountAdministersKey(partition, account),
      {
        Sid: "AlarmsAreEncrypted",
        Effect: "Allow",
        Principal: { Service: publishers },
        Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
        Resource: "*",
      },
    ],
  });
}

/**
 * Lets EventBridge publish, CloudWatch for this account alone, and nobody without TLS. EventBridge sends topics nothing
 * that a condition could ask for: with one, no message would ever arrive ("You can't use Condition blocks in Amazon SNS
 * topic policies for EventBridge", EventBridge User Guide, "Troubleshooting").
 */
export function topicPolicy(
  topicArn: pulumi.Input<string>,
  account: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RulesPublish",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
      },
      {
        Sid: "MetricAlarmsPublish",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
      onlyEncryptedTransport("sns:Publish", topicArn),
    ],
  });
}
