/** A resource of an exported state. */
interface StateResource {
  readonly urn: string;
  readonly custom: boolean;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Record<string, readonly string[]>;
}

const ACCOUNT = "111122223333";
const STACK = "urn:pulumi:bench::estate::pulumi:pulumi:Stack::estate-bench";

/** What services read and write: action names by service, and how the resources are called. */
const SERVICES: readonly (readonly [
  service: string,
  actions: readonly string[],
  resource: string,
])[] = [
  [
    "s3",
    ["GetObject", "PutObject", "DeleteObject", "AbortMultipartUpload"],
    "arn:aws:s3:::bucket-#/*",
  ],
  [
    "dynamodb",
    ["GetItem", "PutItem", "UpdateItem", "Query", "BatchWriteItem"],
    `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/table-#`,
  ],
  [
    "sqs",
    ["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"],
    `arn:aws:sqs:eu-west-1:${ACCOUNT}:queue-#`,
  ],
  ["sns", ["Publish", "Subscribe"], `arn:aws:sns:eu-west-1:${ACCOUNT}:topic-#`],
  [
    "lambda",
    ["InvokeFunction", "GetFunction"],
    `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:function-#`,
  ],
  ["kms", ["Decrypt", "GenerateDataKey"], `arn:aws:kms:eu-west-1:${ACCOUNT}:key/key-#`],
  [
    "secretsmanager",
    ["GetSecretValue", "DescribeSecret"],
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:secret-#`,
  ],
  [
    "ssm",
    ["GetParameter", "GetParametersByPath"],
    `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/app-#/*`,
  ],
  [
    "logs",
    ["CreateLogStream", "PutLogEvents"],
    `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/app/group-#:*`,
  ],
  [
    "kinesis",
    ["PutRecord", "PutRecords", "GetRecords"],
    `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/stream-#`,
  ],
  [
    "states",
    ["StartExecution", "DescribeExecution"],
    `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:machine-#`,
  ],
  [
    "ecr",
    ["BatchGetImage", "GetDownloadUrlForLayer"],
    `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/repository-#`,
  ],
];
const PRINCIPALS = ["lambda", "ecs-tasks", "ec2", "states", "glue", "events"];
const OTHERS = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/subnet:Subnet",
  "aws:lambda/function:Function",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:s3/bucket:Bucket",
  "aws:route53/record:Record",
];

/**
 * A company's AWS resources as an exported state: a fifth IAM policies and a fifth roles, of which no two are
 * alike, and what goes with them.
 *
 * @param onlyAccess nothing but policies, roles and attachments, a third of each
 */
export function estate(resources: number, onlyAccess = false): object {
  const root = { urn: STACK, custom: false, type: "pulumi:pulumi:Stack", inputs: {}, outputs: {} };
  const all = Array.from({ length: resources - 1 }, (_, index) => {
    const kind = index % (onlyAccess ? 3 : 5);
    if (kind === 0) return policy(index);
    if (kind === 1) return role(index);
    return kind === 2 ? attachment(index) : other(index);
  });
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
      resources: [root, ...all],
    },
  };
}

function policy(index: number): StateResource {
  const Statement = Array.from({ length: 2 + (index % 3) }, (_, at) => {
    const [service, actions, arn] = pick(SERVICES, index * 7 + at * 5);
    return {
      Sid: `Statement${at}`,
      Effect: "Allow",
      Action: actions
        .slice(0, 1 + ((index + at) % actions.length))
        .map((action) => `${service}:${action}`),
      Resource: [arn.replace("#", `${index}`), arn.replace("#", `${index}-${at}`)],
      ...(at === 1 && { Condition: { StringEquals: { "aws:ResourceTag/team": `team-${index}` } } }),
    };
  });
  const inputs = {
    name: `policy-${index}`,
    policy: JSON.stringify({ Version: "2012-10-17", Statement }),
  };
  return custom(
    "aws:iam/policy:Policy",
    `policy-${index}`,
    inputs,
    `arn:aws:iam::${ACCOUNT}:policy/policy-${index}`,
  );
}

function role(index: number): StateResource {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: `${pick(PRINCIPALS, index)}.amazonaws.com` },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT, "aws:PrincipalTag/number": `${index}` },
        },
      },
    ],
  };
  const inputs = {
    name: `role-${index}`,
    assumeRolePolicy: JSON.stringify(trust),
    maxSessionDuration: 3600,
    path: "/",
  };
  return custom(
    "aws:iam/role:Role",
    `role-${index}`,
    inputs,
    `arn:aws:iam::${ACCOUNT}:role/role-${index}`,
  );
}

function attachment(index: number): StateResource {
  const policyArn = `arn:aws:iam::${ACCOUNT}:policy/policy-${index - 2}`;
  const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
  return custom(type, `attachment-${index}`, { role: `role-${index - 1}`, policyArn }, "");
}

function other(index: number): StateResource {
  const type = pick(OTHERS, index);
  const inputs = {
    name: `other-${index}`,
    tags: { team: `team-${index % 40}`, index: `${index}` },
    description: "one of many",
  };
  return custom(
    type,
    `other-${index}`,
    inputs,
    `arn:aws:other:eu-west-1:${ACCOUNT}:other/${index}`,
  );
}

function custom(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  arn: string,
): StateResource {
  return {
    urn: `urn:pulumi:bench::estate::${type}::${name}`,
    custom: true,
    type,
    id: name,
    inputs,
    outputs: { ...inputs, ...(arn && { arn }), id: name },
    parent: STACK,
    dependencies: [],
    propertyDependencies: {},
  };
}

function pick<T>(all: readonly T[], index: number): T {
  return all[index % all.length] as T;
}
