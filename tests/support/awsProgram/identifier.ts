import { ACCOUNT, digits, hex, REGION, uuid } from "./account.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** Ids of resources that aren't known by their name, made of a seed. */
const IDENTIFIERS: Readonly<Record<string, (seed: string) => string>> = {
  "apigateway/restApi": (seed) => hex(seed, 10),
  "apigatewayv2/api": (seed) => hex(seed, 10),
  "appsync/graphQLApi": (seed) => hex(seed, 26),
  "bedrock/agentAgent": (seed) => hex(seed, 10).toUpperCase(),
  "bedrock/agentKnowledgeBase": (seed) => hex(seed, 10).toUpperCase(),
  "cloudfront/distribution": (seed) => `E${hex(seed, 13).toUpperCase()}`,
  "cloudfront/originAccessControl": (seed) => `E${hex(seed, 13).toUpperCase()}`,
  "cloudfront/originAccessIdentity": (seed) => `E${hex(seed, 13).toUpperCase()}`,
  "cognito/identityPool": (seed) => `${REGION}:${uuid(seed)}`,
  "cognito/userPool": (seed) => `${REGION}_${hex(seed, 9)}`,
  "cognito/userPoolClient": (seed) => hex(seed, 26),
  "ec2/eip": (seed) => `eipalloc-${hex(seed, 17)}`,
  "ec2/flowLog": (seed) => `fl-${hex(seed, 17)}`,
  "ec2/instance": (seed) => `i-${hex(seed, 17)}`,
  "ec2/internetGateway": (seed) => `igw-${hex(seed, 17)}`,
  "ec2/launchTemplate": (seed) => `lt-${hex(seed, 17)}`,
  "ec2/natGateway": (seed) => `nat-${hex(seed, 17)}`,
  "ec2/routeTable": (seed) => `rtb-${hex(seed, 17)}`,
  "ec2/securityGroup": (seed) => `sg-${hex(seed, 17)}`,
  "ec2/subnet": (seed) => `subnet-${hex(seed, 17)}`,
  "ec2/volume": (seed) => `vol-${hex(seed, 17)}`,
  "ec2/vpc": (seed) => `vpc-${hex(seed, 17)}`,
  "ec2/vpcEndpoint": (seed) => `vpce-${hex(seed, 17)}`,
  "efs/accessPoint": (seed) => `fsap-${hex(seed, 17)}`,
  "efs/fileSystem": (seed) => `fs-${hex(seed, 17)}`,
  "emr/cluster": (seed) => `j-${hex(seed, 13).toUpperCase()}`,
  "iam/accessKey": (seed) => `AKIA${hex(seed, 16).toUpperCase()}`,
  "identitystore/group": uuid,
  "identitystore/user": uuid,
  "kms/key": uuid,
  "organizations/account": (seed) => `2${digits(seed, 11)}`,
  "organizations/organization": (seed) => `o-${hex(seed, 10)}`,
  "organizations/organizationalUnit": (seed) => `ou-a1b2-${hex(seed, 8)}`,
  "organizations/policy": (seed) => `p-${hex(seed, 8)}`,
  "route53/zone": (seed) => `Z${hex(seed, 20).toUpperCase()}`,
  "secretsmanager/secretVersion": uuid,
};

/** Types whose id is their ARN. */
const BY_ARN = new Set([
  "acm/certificate",
  "batch/computeEnvironment",
  "batch/jobDefinition",
  "batch/jobQueue",
  "codestarconnections/connection",
  "ecs/cluster",
  "ecs/service",
  "iam/openIdConnectProvider",
  "iam/policy",
  "iam/samlProvider",
  "iam/serviceLinkedRole",
  "kinesis/firehoseDeliveryStream",
  "kinesis/stream",
  "lb/listener",
  "lb/loadBalancer",
  "lb/targetGroup",
  "msk/cluster",
  "secretsmanager/secret",
  "sfn/stateMachine",
  "sns/topic",
  "ssoadmin/permissionSet",
]);

/**
 * What AWS calls a resource: an id of its making, or the name.
 *
 * @param module of the type, such as `ec2/vpc`
 * @param seed makes ids differ between resources
 */
export function identifier(module: string, inputs: Inputs, seed: string): string {
  const named = inputs.bucket ?? inputs.identifier ?? inputs.clusterIdentifier ?? inputs.name;
  const make = IDENTIFIERS[module];
  if (make) return make(seed);
  return typeof named === "string" ? named : hex(seed, 12);
}

/** The id in Pulumi's state. */
export function stateId(module: string, inputs: Inputs, id: string, arn: string): string {
  if (BY_ARN.has(module)) return arn;
  if (module === "sqs/queue") return queueUrl(id);
  if (module === "iam/rolePolicy") return `${inputs.role}:${inputs.name}`;
  if (module === "iam/userPolicy") return `${inputs.user}:${inputs.name}`;
  if (module === "iam/groupPolicy") return `${inputs.group}:${inputs.name}`;
  return id;
}

export function queueUrl(name: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
}
