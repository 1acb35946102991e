import { qualifiedNames } from "./operations.ts";

/** What stands for several calls of AWS here, by the kind of thing that the request names. */
const STORAGE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateStorageItem: { alias: "kms:CreateAlias", bucket: "s3:CreateBucket", key: "kms:CreateKey" },
  PutStorageItem: {
    alias: "kms:UpdateAlias",
    bucket: "s3:PutBucketTagging",
    bucketLifecycleConfiguration: "s3:PutLifecycleConfiguration",
    bucketOwnershipControls: "s3:PutBucketOwnershipControls",
    bucketPolicy: "s3:PutBucketPolicy",
    bucketPublicAccessBlock: "s3:PutBucketPublicAccessBlock",
    bucketServerSideEncryptionConfiguration: "s3:PutEncryptionConfiguration",
    bucketVersioning: "s3:PutBucketVersioning",
    key: "kms:TagResource",
  },
  GetStorageItem: { alias: "kms:ListAliases", bucket: "s3:ListBucket", key: "kms:DescribeKey" },
  DeleteStorageItem: {
    alias: "kms:DeleteAlias",
    bucket: "s3:DeleteBucket",
    bucketLifecycleConfiguration: "s3:PutLifecycleConfiguration",
    bucketOwnershipControls: "s3:PutBucketOwnershipControls",
    bucketPolicy: "s3:DeleteBucketPolicy",
    bucketPublicAccessBlock: "s3:PutBucketPublicAccessBlock",
    bucketServerSideEncryptionConfiguration: "s3:PutEncryptionConfiguration",
    bucketVersioning: "s3:PutBucketVersioning",
    key: "kms:ScheduleKeyDeletion",
    object: "s3:DeleteObject",
  },
};

/** AWS has one call for a topic's attributes, its policy among them; and any resource's provider may ask who it is. */
const ACTIONS: Readonly<Record<string, string>> = {
  GetCallerIdentity: "sts:GetCallerIdentity",
  GetTopicPolicy: "sns:GetTopicAttributes",
  ResetTopicPolicy: "sns:SetTopicAttributes",
  SetTopicPolicy: "sns:SetTopicAttributes",
};

/** What AWS names where it refuses this: the action, or the call where it has the same name here. */
export function refusedAction(operation: string, request: object): string {
  const kind = "Type" in request ? String(request.Type) : "";
  const [qualified] = Object.entries(qualifiedNames).find(([, name]) => name === operation) ?? [];
  return qualified ?? ACTIONS[operation] ?? STORAGE[operation]?.[kind] ?? operation;
}
