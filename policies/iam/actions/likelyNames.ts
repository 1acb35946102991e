import { similarName } from "./actions.ts";

/** Prefixes of services by what people call them ("Actions, resources, and condition keys for AWS services"). */
const PREFIXES: Readonly<Record<string, string>> = {
  alb: "elasticloadbalancing",
  apigatewayv2: "apigateway",
  cloudwatchlogs: "logs",
  cognito: "cognito-idp",
  docdb: "rds",
  documentdb: "rds",
  dynamo: "dynamodb",
  efs: "elasticfilesystem",
  elb: "elasticloadbalancing",
  elbv2: "elasticloadbalancing",
  emr: "elasticmapreduce",
  eventbridge: "events",
  msk: "kafka",
  neptune: "neptune-db",
  parameterstore: "ssm",
  pinpoint: "mobiletargeting",
  sesv2: "ses",
  sfn: "states",
  stepfunctions: "states",
};

/** Calls of APIs whose permission has another name. */
const ACTIONS: Readonly<Record<string, string>> = {
  "bedrock:converse": "bedrock:InvokeModel",
  "bedrock:conversestream": "bedrock:InvokeModelWithResponseStream",
  "lambda:invoke": "lambda:InvokeFunction",
  "s3:abortmultipartuploads": "s3:AbortMultipartUpload",
  "s3:copyobject": "s3:GetObject and s3:PutObject",
  "s3:createmultipartupload": "s3:PutObject",
  "s3:deletebucketencryption": "s3:PutEncryptionConfiguration",
  "s3:deletebucketlifecycle": "s3:PutLifecycleConfiguration",
  "s3:deleteobjects": "s3:DeleteObject",
  "s3:getbucketencryption": "s3:GetEncryptionConfiguration",
  "s3:getbucketlifecycle": "s3:GetLifecycleConfiguration",
  "s3:getbucketlifecycleconfiguration": "s3:GetLifecycleConfiguration",
  "s3:getbucketreplication": "s3:GetReplicationConfiguration",
  "s3:headbucket": "s3:ListBucket",
  "s3:headobject": "s3:GetObject",
  "s3:listbuckets": "s3:ListAllMyBuckets",
  "s3:listmultipartuploads": "s3:ListBucketMultipartUploads",
  "s3:listobjects": "s3:ListBucket",
  "s3:listobjectsv2": "s3:ListBucket",
  "s3:listobjectversions": "s3:ListBucketVersions",
  "s3:listparts": "s3:ListMultipartUploadParts",
  "s3:putbucketencryption": "s3:PutEncryptionConfiguration",
  "s3:putbucketlifecycle": "s3:PutLifecycleConfiguration",
  "s3:putbucketlifecycleconfiguration": "s3:PutLifecycleConfiguration",
  "s3:putbucketreplication": "s3:PutReplicationConfiguration",
  "s3:uploadpart": "s3:PutObject",
};

/** What was probably meant by an action that doesn't exist: by what it is commonly mistaken for, or by its letters. */
export function likelyName(name: string): string | undefined {
  const key = name.toLowerCase();
  if (Object.hasOwn(ACTIONS, key)) return ACTIONS[key];
  const [prefix = "", rest = ""] = name.split(":");
  const service = prefix.toLowerCase();
  if (Object.hasOwn(PREFIXES, service)) return `${PREFIXES[service]}:${rest}`;
  return similarName(name);
}
