import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import { placeholder } from "./placeholder.ts";

/**
 * The statements of one of SAM's policy templates: actions, and the resources that its parameters name. They are
 * ARNs without their beginning, or a parameter that is one.
 */
type Statements = readonly (readonly [actions: string, ...resources: string[]])[];

const HERE = `${placeholder("AWS::Region")}:${placeholder("AWS::AccountId")}`;
const TABLE = [`dynamodb:${HERE}:table/{TableName}`, `dynamodb:${HERE}:table/{TableName}/index/*`];
const STREAM = `kinesis:${HERE}:stream/{StreamName}`;
const DELIVERY = `firehose:${HERE}:deliverystream/{DeliveryStreamName}`;
const BUCKET = "s3:::{BucketName}";
const OBJECTS = "s3:::{BucketName}/*";
const QUEUE = `sqs:${HERE}:{QueueName}`;
const PARAMETER = "ssm:GetParameter ssm:GetParameters ssm:GetParametersByPath";
const READ =
  "s3:GetObject s3:GetObjectVersion s3:ListBucket s3:GetBucketLocation s3:GetLifecycleConfiguration";
const WRITE = "s3:PutObject s3:PutObjectAcl s3:PutLifecycleConfiguration";

/**
 * SAM's policy templates whose parameters decide how far they reach ("AWS SAM policy templates"). Others say the
 * same wherever they stand, as AWS wrote them.
 */
const TEMPLATES: Readonly<Record<string, Statements>> = {
  AWSSecretsManagerGetSecretValuePolicy: [["secretsmanager:GetSecretValue", "{SecretArn}"]],
  DynamoDBCrudPolicy: [
    [
      "dynamodb:GetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Scan dynamodb:Query dynamodb:UpdateItem dynamodb:BatchWriteItem dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:ConditionCheckItem",
      ...TABLE,
    ],
  ],
  DynamoDBReadPolicy: [
    [
      "dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable",
      ...TABLE,
    ],
  ],
  DynamoDBReconfigurePolicy: [["dynamodb:UpdateTable", TABLE[0] ?? ""]],
  DynamoDBWritePolicy: [["dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem", ...TABLE]],
  EventBridgePutEventsPolicy: [["events:PutEvents", `events:${HERE}:event-bus/{EventBusName}`]],
  FirehoseWritePolicy: [["firehose:PutRecord firehose:PutRecordBatch", DELIVERY]],
  KMSDecryptPolicy: [["kms:Decrypt", `kms:${HERE}:key/{KeyId}`]],
  KMSEncryptPolicy: [["kms:Encrypt", `kms:${HERE}:key/{KeyId}`]],
  KinesisStreamReadPolicy: [
    [
      "kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator",
      STREAM,
    ],
  ],
  LambdaInvokePolicy: [["lambda:InvokeFunction", `lambda:${HERE}:function:{FunctionName}*`]],
  S3CrudPolicy: [[`${READ} ${WRITE} s3:DeleteObject`, BUCKET, OBJECTS]],
  S3FullAccessPolicy: [
    [
      "s3:GetObject s3:GetObjectAcl s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:DeleteObject s3:DeleteObjectTagging s3:DeleteObjectVersionTagging s3:GetObjectTagging s3:GetObjectVersionTagging s3:PutObjectTagging s3:PutObjectVersionTagging",
      OBJECTS,
    ],
    [
      "s3:ListBucket s3:GetBucketLocation s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration",
      BUCKET,
    ],
  ],
  S3ReadPolicy: [[READ, BUCKET, OBJECTS]],
  S3WritePolicy: [[WRITE, BUCKET, OBJECTS]],
  SNSPublishMessagePolicy: [["sns:Publish", `sns:${HERE}:{TopicName}`]],
  SQSPollerPolicy: [
    [
      "sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage",
      QUEUE,
    ],
  ],
  SQSSendMessagePolicy: [["sqs:SendMessage", QUEUE]],
  SSMParameterReadPolicy: [[PARAMETER, `ssm:${HERE}:parameter/{ParameterName}`]],
  SSMParameterWithSlashPrefixReadPolicy: [[PARAMETER, `ssm:${HERE}:parameter{ParameterName}`]],
  StepFunctionsExecutionPolicy: [
    ["states:StartExecution", `states:${HERE}:stateMachine:{StateMachineName}`],
  ],
};

/**
 * The policy document of an entry of `Policies` such as `{ S3ReadPolicy: { BucketName: logs } }`.
 *
 * @returns `undefined` for anything else, and for policy templates that say the same wherever they stand
 */
export function policyOfTemplate(entry: Value, partition: string): Value | undefined {
  const known = object(entry);
  if (known === undefined || known === UNKNOWN) return undefined;
  const [name = "", ...others] = Object.keys(known);
  if (others.length > 0 || !Object.hasOwn(TEMPLATES, name)) return undefined;
  const parameters = object(known[name]) ?? {};
  const Statement = (TEMPLATES[name] ?? []).map(([actions, ...resources]) => ({
    Effect: "Allow",
    Action: actions.split(" "),
    Resource: resources.map((one) => resource(one, parameters, partition)),
  }));
  return { Version: "2012-10-17", Statement };
}

function resource(
  pattern: string,
  parameters: Properties | typeof UNKNOWN,
  partition: string,
): Value {
  if (parameters === UNKNOWN) return UNKNOWN;
  const [written = "", name = ""] = /(?<!\$)\{(\w+)\}/.exec(pattern) ?? [];
  const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (written === pattern) return given ?? UNKNOWN;
  const value = typeof given === "string" ? given : placeholder(name);
  return `arn:${partition}:${pattern.replace(written, () => value)}`;
}
