import * as kms from "@pulumi/aws/kms/index.js";
import * as sns from "@pulumi/aws/sns/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions, type Tags } from "../tags.ts";
import { topicKeyPolicy, topicPolicy } from "./topicPolicies.ts";

export interface TopicArgs {
  readonly region: string;
  readonly partition: string;
  readonly account: pulumi.Output<string>;
  readonly emails: readonly pulumi.Input<string>[];
  readonly tags: Tags | undefined;
  readonly parent: pulumi.Resource;
}

/** An encrypted topic with its key and subscribers; its ARN, once it may be published to. */
export function createTopic(name: string, args: TopicArgs): pulumi.Output<string> {
  const { region, partition, account, tags, parent } = args;
  const child = retriedBelow(parent);
  const options = { ...child, ...secretTagOptions(tags) };
  const key = new kms.Key(
    name,
    {
      description: "Encrypts alarms",
      enableKeyRotation: true,
      policy: topicKeyPolicy(partition, account),
      ...{ region, tags },
    },
    options,
  );
  const topic = new sns.Topic(
    name,
    { displayName: "AWS alarms", kmsMasterKeyId: key.arn, region, tags },
    options,
  );
  const policy = new sns.TopicPolicy(
    name,
    { arn: topic.arn, policy: topicPolicy(topic.arn, account), region },
    child,
  );
  args.emails.forEach((endpoint, index) => {
    new sns.TopicSubscription(
      typeof endpoint === "string" ? `${name}/${endpoint}` : `${name}/${index}`,
      { topic: topic.arn, protocol: "email", endpoint, region },
      child,
    );
  });
  return policy.arn;
}
