import monitorMessages from "@pulumi/pulumi/proto/resource_pb.js";
import { plain } from "../engine/values.ts";
import { unknownValue } from "../resources/unknown.ts";
import { toStruct } from "./messages.ts";

/** A resource that a component makes below itself. */
export interface Child {
  readonly type: string;
  readonly name: string;
  /** May have the SDK's marks of secrets and outputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs. */
  readonly dependsOn?: readonly string[];
}

export interface MadeChild {
  readonly urn: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Makes what is in a component. */
type Construct = (
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  make: (child: Child) => Promise<MadeChild>,
) => Promise<void>;

interface Existing {
  readonly args?: Readonly<Record<string, unknown>>;
  readonly existing?: { readonly arn?: string; readonly name?: string };
  readonly enable?: boolean;
}

/**
 * CloudTrail's trail as awsx 3.9 makes it (pulumi-awsx awsx/cloudtrail/trail.ts): with a bucket where none is given, with
 * a policy for the bucket in any case, and without a role for a log group that is given.
 */
const trail: Construct = async (name, inputs, make) => {
  const { s3Bucket, cloudWatchLogsGroup, ...settings } = inputs;
  const { existing, args } = (plain(s3Bucket) ?? {}) as Existing;
  const bucket =
    existing === undefined
      ? await newBucket(name, args, make)
      : { name: nameOf(existing), arn: existing.arn ?? `arn:aws:::${existing.name}` };
  const policy = await make({
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name,
    inputs: { bucket: bucket.name, policy: ifKnown(bucket.arn, bucketPolicy) },
  });
  await make({
    type: "aws:cloudtrail/trail:Trail",
    name,
    inputs: { ...settings, s3BucketName: bucket.name, ...delivery(plain(cloudWatchLogsGroup)) },
    dependsOn: [policy.urn],
  });
};

async function newBucket(
  name: string,
  args: Existing["args"],
  make: (child: Child) => Promise<MadeChild>,
): Promise<{ name: string; arn: string }> {
  const inputs = { forceDestroy: true, ...args };
  const { outputs } = await make({ type: "aws:s3/bucket:Bucket", name, inputs });
  return { name: String(outputs.bucket), arn: String(outputs.arn ?? unknownValue) };
}

function nameOf({ name, arn = "" }: NonNullable<Existing["existing"]>): string {
  return name ?? ifKnown(arn, (known) => known.slice(known.lastIndexOf(":") + 1));
}

/** The policy that awsx gives to every bucket. */
function bucketPolicy(arn: string): string {
  const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AWSCloudTrailAclCheck",
        Effect: "Allow",
        Principal: cloudTrail,
        Action: ["s3:GetBucketAcl"],
        Resource: [arn],
      },
      {
        Sid: "AWSCloudTrailWrite",
        Effect: "Allow",
        Principal: cloudTrail,
        Action: ["s3:PutObject"],
        Resource: [`${arn}/*`],
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  });
}

function delivery(group: unknown): Readonly<Record<string, unknown>> {
  const { enable, existing } = (group ?? {}) as Existing;
  if (!enable) return {};
  if (existing?.arn === undefined) {
    throw new Error("the sandbox's awsx delivers to a log group by its ARN only (existing.arn)");
  }
  return { cloudWatchLogsGroupArn: ifKnown(existing.arn, (arn) => `${arn}:*`) };
}

function ifKnown(value: string, of: (known: string) => string): string {
  return value === unknownValue ? value : of(value);
}

/** Components that a provider makes in a process of its own, by type. */
export const remoteComponents: ReadonlyMap<string, Construct> = new Map([
  ["awsx:cloudtrail:Trail", trail],
]);

/** @throws Error for a type that the sandbox does not have */
export function remoteComponent(type: string): Construct {
  const construct = remoteComponents.get(type);
  if (construct) return construct;
  throw new Error(`the sandbox has no component "${type}"`);
}

/** The component that a child is registered below. */
export interface Owner {
  readonly urn: string;
  /** For AWS: `urn::id`, or empty for the default provider. */
  readonly provider: string;
  /** What the component's inputs come from, by input. */
  readonly inputDependencies: readonly (readonly [string, { getUrnsList(): string[] }])[];
}

/** What registers a child. */
export function childRequest(
  { type, name, inputs, dependsOn = [] }: Child,
  { urn, provider, inputDependencies }: Owner,
): monitorMessages.RegisterResourceRequest {
  const request = new monitorMessages.RegisterResourceRequest();
  request.setType(type);
  request.setName(name);
  request.setParent(urn);
  request.setCustom(true);
  request.setObject(toStruct(inputs));
  request.setProvider(provider);
  const inherited = inputDependencies.flatMap(([, urns]) => urns.getUrnsList());
  request.setDependenciesList([...new Set([...inherited, ...dependsOn])]);
  request.setAcceptsecrets(true);
  // As the SDK does: with --continue-on-error, a component goes on where its child failed.
  request.setSupportsresultreporting(true);
  return request;
}
