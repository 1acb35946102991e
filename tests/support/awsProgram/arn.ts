import { ACCOUNT, hex, REGION, uuid } from "./account.ts";

type Inputs = Readonly<Record<string, unknown>>;

const regional = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const global = (service: string, resource: string) => `arn:aws:${service}::${ACCOUNT}:${resource}`;
const organization = (resource: string) => global("organizations", resource);

/** ARNs of the Service Authorization Reference, by the module of the type: its id, its path (`/` if none), its inputs. */
const ARNS: Readonly<Record<string, (id: string, path: string, inputs: Inputs) => string>> = {
  "acm/certificate": (id) => regional("acm", `certificate/${uuid(id)}`),
  "apigateway/restApi": (id) => `arn:aws:apigateway:${REGION}::/restapis/${id}`,
  "apigatewayv2/api": (id) => `arn:aws:apigateway:${REGION}::/apis/${id}`,
  "appsync/graphQLApi": (id) => regional("appsync", `apis/${id}`),
  "backup/plan": (id) => regional("backup", `backup-plan:${uuid(id)}`),
  "backup/vault": (id) => regional("backup", `backup-vault:${id}`),
  "bedrock/agentAgent": (id) => regional("bedrock", `agent/${id}`),
  "bedrock/agentKnowledgeBase": (id) => regional("bedrock", `knowledge-base/${id}`),
  "cfg/recorder": (id) => regional("config", `config-recorder/${id}`),
  "cloudfront/distribution": (id) => global("cloudfront", `distribution/${id}`),
  "cloudtrail/trail": (id) => regional("cloudtrail", `trail/${id}`),
  "cloudwatch/eventBus": (id) => regional("events", `event-bus/${id}`),
  "cloudwatch/eventRule": (id) => regional("events", `rule/${id}`),
  "cloudwatch/logGroup": (id) => regional("logs", `log-group:${id}`),
  "cloudwatch/metricAlarm": (id) => regional("cloudwatch", `alarm:${id}`),
  "codebuild/project": (id) => regional("codebuild", `project/${id}`),
  "codepipeline/pipeline": (id) => regional("codepipeline", id),
  "codestarconnections/connection": (id) =>
    regional("codestar-connections", `connection/${uuid(id)}`),
  "cognito/identityPool": (id) => regional("cognito-identity", `identitypool/${id}`),
  "cognito/userPool": (id) => regional("cognito-idp", `userpool/${id}`),
  "dynamodb/table": (id) => regional("dynamodb", `table/${id}`),
  "ecr/repository": (id) => regional("ecr", `repository/${id}`),
  "ecs/cluster": (id) => regional("ecs", `cluster/${id}`),
  "ecs/service": (id, _path, { cluster }) => regional("ecs", `service/${last(cluster)}/${id}`),
  "ecs/taskDefinition": (_id, _path, { family }) => regional("ecs", `task-definition/${family}:1`),
  "efs/fileSystem": (id) => regional("elasticfilesystem", `file-system/${id}`),
  "efs/accessPoint": (id) => regional("elasticfilesystem", `access-point/${id}`),
  "eks/cluster": (id) => regional("eks", `cluster/${id}`),
  "emr/cluster": (id) => regional("elasticmapreduce", `cluster/${id}`),
  "glue/crawler": (id) => regional("glue", `crawler/${id}`),
  "glue/catalogDatabase": (id) => regional("glue", `database/${id}`),
  "glue/job": (id) => regional("glue", `job/${id}`),
  "iam/group": (id, path) => global("iam", `group${path}${id}`),
  "iam/instanceProfile": (id, path) => global("iam", `instance-profile${path}${id}`),
  "iam/openIdConnectProvider": (_id, _path, { url }) =>
    global("iam", `oidc-provider/${String(url).replace("https://", "")}`),
  "iam/policy": (id, path) => global("iam", `policy${path}${id}`),
  "iam/role": (id, path) => global("iam", `role${path}${id}`),
  "iam/samlProvider": (id) => global("iam", `saml-provider/${id}`),
  "iam/serviceLinkedRole": (id, _path, { awsServiceName }) =>
    global("iam", `role/aws-service-role/${awsServiceName}/AWSServiceRoleFor${id}`),
  "iam/user": (id, path) => global("iam", `user${path}${id}`),
  "kinesis/firehoseDeliveryStream": (id) => regional("firehose", `deliverystream/${id}`),
  "kinesis/stream": (id) => regional("kinesis", `stream/${id}`),
  "kms/alias": (id) => regional("kms", id),
  "kms/key": (id) => regional("kms", `key/${id}`),
  "lambda/function": (id) => regional("lambda", `function:${id}`),
  "lambda/layerVersion": (_id, _path, { layerName }) => regional("lambda", `layer:${layerName}:1`),
  "lb/listener": (id) =>
    regional("elasticloadbalancing", `listener/app/${hex(id, 8)}/${hex(id, 16)}`),
  "lb/loadBalancer": (id) =>
    regional("elasticloadbalancing", `loadbalancer/app/${id}/${hex(id, 16)}`),
  "lb/targetGroup": (id) => regional("elasticloadbalancing", `targetgroup/${id}/${hex(id, 16)}`),
  "msk/cluster": (_id, _path, { clusterName }) =>
    regional("kafka", `cluster/${clusterName}/${uuid(String(clusterName))}-2`),
  "organizations/account": (id) => organization(`account/o-exampleorg/${id}`),
  "organizations/organization": (id) => organization(`organization/${id}`),
  "organizations/organizationalUnit": (id) => organization(`ou/o-exampleorg/${id}`),
  "organizations/policy": (id, _path, { type = "SERVICE_CONTROL_POLICY" }) =>
    organization(`policy/o-exampleorg/${String(type).toLowerCase()}/${id}`),
  "rds/cluster": (id) => regional("rds", `cluster:${id}`),
  "rds/instance": (id) => regional("rds", `db:${id}`),
  "redshift/cluster": (id) => regional("redshift", `cluster:${id}`),
  "route53/zone": (id) => `arn:aws:route53:::hostedzone/${id}`,
  "s3/bucket": (id) => `arn:aws:s3:::${id}`,
  "s3/bucketObjectv2": (_id, _path, { bucket, key }) => `arn:aws:s3:::${bucket}/${key}`,
  "secretsmanager/secret": (id) => regional("secretsmanager", `secret:${id}-${hex(id, 6)}`),
  "secretsmanager/secretVersion": (_id, _path, { secretId }) => String(secretId),
  "sesv2/emailIdentity": (_id, _path, { emailIdentity }) =>
    regional("ses", `identity/${emailIdentity}`),
  "sfn/stateMachine": (id) => regional("states", `stateMachine:${id}`),
  "sns/topic": (id) => regional("sns", id),
  "sqs/queue": (id) => regional("sqs", id),
  "ssm/parameter": (id) => regional("ssm", `parameter/${id.replace(/^\//, "")}`),
  "ssoadmin/permissionSet": (id, _path, { instanceArn }) =>
    `arn:aws:sso:::permissionSet/${last(instanceArn)}/ps-${hex(id, 16)}`,
};

/**
 * A plausible ARN: AWS's own format where it is listed above, else `arn:aws:<service>:<region>:<account>:<type>/<id>`.
 *
 * @param id what AWS calls the resource
 */
export function arnOf(module: string, inputs: Inputs, id: string): string {
  const path = typeof inputs.path === "string" ? inputs.path : "/";
  const [service = "", kind = ""] = module.split("/");
  return ARNS[module]?.(id, path, inputs) ?? regional(service, `${kind}/${id}`);
}

function last(reference: unknown): string | undefined {
  return String(reference).split("/").at(-1);
}
