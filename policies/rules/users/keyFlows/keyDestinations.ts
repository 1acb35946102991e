/** A kind of resource that an access key may end up in. */
export interface KeyDestination {
  /** Stands in finding ids. */
  readonly kind:
    | "function"
    | "container"
    | "server"
    | "build"
    | "job"
    | "file"
    | "store"
    | "elsewhere";
  /** For a reader. */
  readonly what: string;
  /** Inputs that may hold a key: in plain text, but for stores and places outside of AWS. */
  readonly inputs: readonly string[];
  /** Inputs that name the store which a value is put into, where that is another resource. */
  readonly store?: string;
}

const FUNCTION = { kind: "function", what: "Lambda function" } as const;
const TASK = { kind: "container", what: "ECS task definition" } as const;
const SERVER = { kind: "server" } as const;
const SECRET = { kind: "store", what: "Secrets Manager secret" } as const;
const OBJECT = { kind: "file", what: "S3 object", inputs: ["content", "contentBase64"] } as const;
const USER_DATA = ["userData", "userDataBase64"];
const WORKLOAD = { kind: "container", what: "Kubernetes workload", inputs: ["spec"] } as const;
const GITHUB = {
  kind: "elsewhere",
  what: "GitHub secret",
  inputs: ["plaintextValue", "encryptedValue", "value", "valueEncrypted"],
} as const;
const GITLAB = { kind: "elsewhere", what: "GitLab variable", inputs: ["value"] } as const;

/** Of @pulumi/aws and other providers, by type token. */
const BY_TOKEN: Readonly<Record<string, KeyDestination>> = {
  "aws:amplify/app:App": { kind: "build", what: "Amplify app", inputs: ["environmentVariables"] },
  "aws:amplify/branch:Branch": {
    kind: "build",
    what: "Amplify branch",
    inputs: ["environmentVariables"],
  },
  "aws:apprunner/service:Service": {
    kind: "container",
    what: "App Runner service",
    inputs: ["sourceConfiguration"],
  },
  "aws:batch/jobDefinition:JobDefinition": {
    kind: "job",
    what: "Batch job definition",
    inputs: [
      "containerProperties",
      "nodeProperties",
      "eksProperties",
      "ecsProperties",
      "parameters",
    ],
  },
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": {
    kind: "container",
    what: "Bedrock AgentCore runtime",
    inputs: ["environmentVariables"],
  },
  "aws:codebuild/project:Project": {
    kind: "build",
    what: "CodeBuild project",
    inputs: ["environment", "source"],
  },
  "aws:ec2/instance:Instance": { ...SERVER, what: "EC2 instance", inputs: USER_DATA },
  "aws:ec2/launchConfiguration:LaunchConfiguration": {
    ...SERVER,
    what: "EC2 launch configuration",
    inputs: USER_DATA,
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    ...SERVER,
    what: "EC2 launch template",
    inputs: ["userData"],
  },
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": {
    ...SERVER,
    what: "EC2 Spot Instance",
    inputs: USER_DATA,
  },
  "aws:ecs/taskDefinition:TaskDefinition": { ...TASK, inputs: ["containerDefinitions"] },
  "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": {
    ...SERVER,
    what: "Elastic Beanstalk template",
    inputs: ["settings"],
  },
  "aws:elasticbeanstalk/environment:Environment": {
    ...SERVER,
    what: "Elastic Beanstalk environment",
    inputs: ["settings"],
  },
  "aws:glue/job:Job": { kind: "job", what: "Glue job", inputs: ["defaultArguments"] },
  "aws:lambda/function:Function": { ...FUNCTION, inputs: ["environment"] },
  "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": {
    kind: "container",
    what: "Lightsail container",
    inputs: ["containers"],
  },
  "aws:lightsail/instance:Instance": {
    ...SERVER,
    what: "Lightsail instance",
    inputs: ["userData"],
  },
  "aws:s3/bucketObject:BucketObject": OBJECT,
  "aws:s3/bucketObjectv2:BucketObjectv2": OBJECT,
  "aws:sagemaker/model:Model": {
    kind: "container",
    what: "SageMaker model",
    inputs: ["primaryContainer", "containers"],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    ...SECRET,
    inputs: ["secretString", "secretBinary", "secretStringWo"],
    store: "secretId",
  },
  "aws:ssm/parameter:Parameter": {
    kind: "store",
    what: "Systems Manager parameter",
    inputs: ["value", "valueWo", "insecureValue"],
  },
  "aws:synthetics/canary:Canary": {
    kind: "function",
    what: "Synthetics canary",
    inputs: ["runConfig"],
  },
  "azuredevops:index/serviceEndpointAws:ServiceEndpointAws": {
    kind: "elsewhere",
    what: "Azure DevOps service connection",
    inputs: ["accessKeyId", "secretAccessKey"],
  },
  "docker:index/container:Container": {
    kind: "container",
    what: "Docker container",
    inputs: ["envs"],
  },
  "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret": GITHUB,
  "github:index/actionsOrganizationSecret:ActionsOrganizationSecret": GITHUB,
  "github:index/actionsSecret:ActionsSecret": GITHUB,
  "github:index/codespacesSecret:CodespacesSecret": GITHUB,
  "github:index/dependabotSecret:DependabotSecret": GITHUB,
  "gitlab:index/groupVariable:GroupVariable": GITLAB,
  "gitlab:index/instanceVariable:InstanceVariable": GITLAB,
  "gitlab:index/projectVariable:ProjectVariable": GITLAB,
  "kubernetes:apps/v1:DaemonSet": WORKLOAD,
  "kubernetes:apps/v1:Deployment": WORKLOAD,
  "kubernetes:apps/v1:StatefulSet": WORKLOAD,
  "kubernetes:batch/v1:CronJob": WORKLOAD,
  "kubernetes:batch/v1:Job": WORKLOAD,
  "kubernetes:core/v1:ConfigMap": {
    kind: "file",
    what: "Kubernetes ConfigMap",
    inputs: ["data", "binaryData"],
  },
  "kubernetes:core/v1:Pod": WORKLOAD,
  "kubernetes:core/v1:Secret": {
    kind: "store",
    what: "Kubernetes Secret",
    inputs: ["data", "stringData"],
  },
  "kubernetes:helm.sh/v3:Chart": { kind: "container", what: "Helm chart", inputs: ["values"] },
  "kubernetes:helm.sh/v3:Release": {
    kind: "container",
    what: "Helm release",
    inputs: ["values", "valueYamlFiles"],
  },
  "kubernetes:helm.sh/v4:Chart": { kind: "container", what: "Helm chart", inputs: ["values"] },
  "pulumiservice:index:Environment": {
    kind: "elsewhere",
    what: "Pulumi ESC environment",
    inputs: ["yaml"],
  },
  "tfe:index/variable:Variable": {
    kind: "elsewhere",
    what: "HCP Terraform variable",
    inputs: ["value"],
  },
  "vault:kv/secretV2:SecretV2": { kind: "store", what: "Vault secret", inputs: ["dataJson"] },
};

/** In templates and of aws-native, by CloudFormation's name. */
const BY_CLOUDFORMATION_NAME: Readonly<Record<string, KeyDestination>> = {
  "AWS::Amplify::App": {
    kind: "build",
    what: "Amplify app",
    inputs: ["EnvironmentVariables"],
  },
  "AWS::AppRunner::Service": {
    kind: "container",
    what: "App Runner service",
    inputs: ["SourceConfiguration"],
  },
  "AWS::Batch::JobDefinition": {
    kind: "job",
    what: "Batch job definition",
    inputs: ["ContainerProperties", "NodeProperties", "EksProperties", "EcsProperties"],
  },
  "AWS::CodeBuild::Project": {
    kind: "build",
    what: "CodeBuild project",
    inputs: ["Environment", "Source"],
  },
  "AWS::EC2::Instance": { ...SERVER, what: "EC2 instance", inputs: ["UserData"] },
  "AWS::EC2::LaunchTemplate": {
    ...SERVER,
    what: "EC2 launch template",
    inputs: ["LaunchTemplateData"],
  },
  "AWS::ECS::TaskDefinition": { ...TASK, inputs: ["ContainerDefinitions"] },
  "AWS::ElasticBeanstalk::Environment": {
    ...SERVER,
    what: "Elastic Beanstalk environment",
    inputs: ["OptionSettings"],
  },
  "AWS::Glue::Job": { kind: "job", what: "Glue job", inputs: ["DefaultArguments"] },
  "AWS::Lambda::Function": { ...FUNCTION, inputs: ["Environment"] },
  "AWS::SecretsManager::Secret": { ...SECRET, inputs: ["SecretString"] },
  "AWS::Serverless::Function": { ...FUNCTION, inputs: ["Environment"] },
  "AWS::SSM::Parameter": {
    kind: "store",
    what: "Systems Manager parameter",
    inputs: ["Value"],
  },
};

/** CloudFormation's names of them. */
export const CLOUDFORMATION_DESTINATIONS: readonly string[] = Object.keys(BY_CLOUDFORMATION_NAME);

const DESTINATIONS = new Map<string, KeyDestination>(Object.entries(BY_TOKEN));
for (const [type, destination] of Object.entries(BY_CLOUDFORMATION_NAME)) {
  DESTINATIONS.set(type, destination);
  const [, service = "", name = ""] = type.split("::");
  const inputs = destination.inputs.map((one) => one.charAt(0).toLowerCase() + one.slice(1));
  DESTINATIONS.set(`aws-native:${service.toLowerCase()}:${name}`, { ...destination, inputs });
}

/** What a resource of this type is to an access key; `undefined` for most. */
export function keyDestination(type: string): KeyDestination | undefined {
  return DESTINATIONS.get(type);
}
