import { hex, uuid } from "../world/identifiers.ts";
import { isNotFound } from "../world/serviceError.ts";
import { ownArn } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import {
  type OperationContext,
  type Properties,
  type Property,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** The audit trail's bucket and key: stored as given, with the outputs that other resources refer to. */

const bucket: Property = { required: true, replaces: true };
const list: Property = { kind: "list", itemKind: "object" };
const object: Property = { kind: "object" };
const boolean: Property = { kind: "boolean" };
const expectedBucketOwner: Property = { replaces: true };

export const storage: readonly ResourceDefinition[] = [
  {
    ...stored("aws:s3/bucket:Bucket", "bucket", {
      bucket: { replaces: true, length: [3, 63] },
      bucketPrefix: { replaces: true },
      objectLockEnabled: { ...boolean, replaces: true },
      forceDestroy: boolean,
      acl: {},
      policy: { kind: "json" },
      tags: { kind: "map" },
      versioning: object,
      logging: object,
      lifecycleRules: list,
      serverSideEncryptionConfiguration: object,
    }),
    computed: ["arn", "bucketDomainName", "bucketRegion", "bucketRegionalDomainName"],
    nameProperty: "bucket",
    tagged: true,
    delete: deleteBucket,
  },
  bucketSetting("bucketPolicy", { policy: { required: true, kind: "json" } }),
  bucketSetting("bucketPublicAccessBlock", {
    blockPublicAcls: boolean,
    blockPublicPolicy: boolean,
    ignorePublicAcls: boolean,
    restrictPublicBuckets: boolean,
    skipDestroy: boolean,
  }),
  bucketSetting("bucketVersioning", {
    versioningConfiguration: { ...object, required: true },
    expectedBucketOwner,
    mfa: {},
  }),
  bucketSetting("bucketServerSideEncryptionConfiguration", {
    rules: { ...list, required: true },
    expectedBucketOwner,
  }),
  bucketSetting("bucketLifecycleConfiguration", {
    rules: list,
    expectedBucketOwner,
    timeouts: object,
    transitionDefaultMinimumObjectSize: {},
  }),
  bucketSetting("bucketOwnershipControls", { rule: { ...object, required: true } }),
  {
    ...stored("aws:kms/key:Key", "key", {
      description: {},
      policy: { kind: "json" },
      deletionWindowInDays: { kind: "number" },
      enableKeyRotation: boolean,
      rotationPeriodInDays: { kind: "number" },
      isEnabled: boolean,
      keyUsage: { replaces: true },
      customerMasterKeySpec: { replaces: true },
      multiRegion: { ...boolean, replaces: true },
      bypassPolicyLockoutSafetyCheck: boolean,
      tags: { kind: "map" },
    }),
    computed: ["arn", "keyId"],
    tagged: true,
  },
  {
    ...stored("aws:kms/alias:Alias", "alias", {
      name: { required: true, replaces: true, pattern: /^alias\/[\w/-]+$/ },
      namePrefix: { replaces: true },
      targetKeyId: { required: true },
    }),
    computed: ["arn", "targetKeyArn"],
    nameProperty: "name",
  },
];

function bucketSetting(
  kind: string,
  inputs: Readonly<Record<string, Property>>,
): ResourceDefinition {
  const type = `aws:s3/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return stored(type, kind, { bucket, ...inputs });
}

function stored(
  type: string,
  Type: string,
  inputs: Readonly<Record<string, Property>>,
): ResourceDefinition {
  return {
    type,
    inputs,
    computed: [],
    async create(context, given) {
      const Id = identify(context, Type, given);
      const isSetting = inputs.bucket === bucket;
      if (isSetting) await call(context, "GetStorageItem", { Type: "bucket", Id });
      const outputs = { ...given, ...computedOutputs(context, Type, Id, given) };
      // A bucket's settings are put, also where there are some (such as PutBucketVersioning).
      const operation = isSetting ? "PutStorageItem" : "CreateStorageItem";
      await call(context, operation, { Type, Id, Properties: outputs });
      return { id: Id, outputs };
    },
    async read(context, Id) {
      return (await callIfFound(context, "GetStorageItem", { Type, Id }))?.Properties;
    },
    async update(context, Id, olds, news) {
      const outputs = { ...computedOutputs(context, Type, Id, olds), ...news };
      await call(context, "PutStorageItem", { Type, Id, Properties: outputs });
      return outputs;
    },
    async delete(context, Id) {
      await callIfFound(context, "DeleteStorageItem", { Type, Id });
    },
  };
}

/** A bucket with objects is refused unless `forceDestroy` empties it first. */
async function deleteBucket(
  context: OperationContext,
  Id: string,
  outputs: Properties,
): Promise<void> {
  if (outputs.forceDestroy === true) {
    await callIfFound(context, "DeleteStorageItem", { Type: "object", Id });
  }
  try {
    await call(context, "DeleteStorageItem", { Type: "bucket", Id });
  } catch (error) {
    if (!isNotFound(error)) throw new Error(`deleting S3 Bucket (${Id}): ${String(error)}`);
  }
}

function identify({ world }: OperationContext, Type: string, inputs: Properties): string {
  if (Type === "alias") return text(inputs, "name");
  if (Type === "key") return uuid(`key ${world.sequence}`);
  return text(inputs, "bucket");
}

function computedOutputs(
  context: OperationContext,
  Type: string,
  id: string,
  inputs: Properties,
): Properties {
  const { region } = context;
  if (Type === "key") return { arn: ownArn(context, "kms", `key/${id}`), keyId: id };
  if (Type === "alias") {
    const target = text(inputs, "targetKeyId").replace(/^.*:key\//, "");
    return {
      arn: ownArn(context, "kms", id),
      targetKeyArn: ownArn(context, "kms", `key/${target}`),
    };
  }
  if (Type !== "bucket") return {};
  return {
    arn: `arn:aws:s3:::${id}`,
    bucketDomainName: `${id}.s3.amazonaws.com`,
    bucketRegion: region,
    bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
    hostedZoneId: `Z${hex(`zone ${region}`, 13).toUpperCase()}`,
  };
}
