import { object, UNKNOWN } from "../value.ts";
import type { Reader, Readers } from "./fact.ts";
import { policyFact } from "./factBuilders.ts";
import { property, type Resource } from "./resource.ts";

/** Service and input of each resource of @pulumi/aws that holds a resource policy in IAM's language. */
const AWS: Readonly<Record<string, readonly [service: string, input: string]>> = {
  "aws:acmpca/policy:Policy": ["acm-pca", "policy"],
  "aws:amp/resourcePolicy:ResourcePolicy": ["aps", "policyDocument"],
  "aws:apigateway/domainName:DomainName": ["execute-api", "policy"],
  "aws:apigateway/restApi:RestApi": ["execute-api", "policy"],
  "aws:apigateway/restApiPolicy:RestApiPolicy": ["execute-api", "policy"],
  "aws:backup/vaultPolicy:VaultPolicy": ["backup", "policy"],
  "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": ["bedrock-agentcore", "policy"],
  "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": [
    "cloudsearch",
    "accessPolicy",
  ],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["events", "policy"],
  "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": [
    "logs",
    "deliveryDestinationPolicy",
  ],
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": ["logs", "accessPolicy"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["logs", "policyDocument"],
  "aws:codeartifact/domainPermissions:DomainPermissions": ["codeartifact", "policyDocument"],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [
    "codeartifact",
    "policyDocument",
  ],
  "aws:codebuild/resourcePolicy:ResourcePolicy": ["codebuild", "policy"],
  "aws:dsql/clusterPolicy:ClusterPolicy": ["dsql", "policy"],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": ["dynamodb", "policy"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["vpce", "policy"],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": ["vpce", "policy"],
  "aws:ecr/registryPolicy:RegistryPolicy": ["ecr", "policy"],
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": ["ecr", "repositoryPolicy"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["ecr", "policy"],
  "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": ["ecr-public", "policy"],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": ["elasticfilesystem", "policy"],
  "aws:elasticsearch/domain:Domain": ["es", "accessPolicies"],
  "aws:elasticsearch/domainPolicy:DomainPolicy": ["es", "accessPolicies"],
  "aws:glacier/vault:Vault": ["glacier", "accessPolicy"],
  "aws:glacier/vaultLock:VaultLock": ["glacier", "policy"],
  "aws:glue/resourcePolicy:ResourcePolicy": ["glue", "policy"],
  "aws:kinesis/resourcePolicy:ResourcePolicy": ["kinesis", "policy"],
  "aws:kms/externalKey:ExternalKey": ["kms", "policy"],
  "aws:kms/key:Key": ["kms", "policy"],
  "aws:kms/keyPolicy:KeyPolicy": ["kms", "policy"],
  "aws:kms/replicaExternalKey:ReplicaExternalKey": ["kms", "policy"],
  "aws:kms/replicaKey:ReplicaKey": ["kms", "policy"],
  "aws:lambda/resourcePolicy:ResourcePolicy": ["lambda", "policy"],
  "aws:mediastore/containerPolicy:ContainerPolicy": ["mediastore", "policy"],
  "aws:msk/clusterPolicy:ClusterPolicy": ["kafka", "policy"],
  "aws:networkfirewall/resourcePolicy:ResourcePolicy": ["network-firewall", "policy"],
  "aws:oam/sinkPolicy:SinkPolicy": ["oam", "policy"],
  "aws:opensearch/domain:Domain": ["es", "accessPolicies"],
  "aws:opensearch/domainPolicy:DomainPolicy": ["es", "accessPolicies"],
  "aws:opensearchingest/resourcePolicy:ResourcePolicy": ["osis", "policy"],
  "aws:organizations/resourcePolicy:ResourcePolicy": ["organizations", "content"],
  "aws:redshift/resourcePolicy:ResourcePolicy": ["redshift", "policy"],
  "aws:redshiftserverless/resourcePolicy:ResourcePolicy": ["redshift-serverless", "policy"],
  "aws:s3/accessPoint:AccessPoint": ["s3", "policy"],
  "aws:s3/bucket:Bucket": ["s3", "policy"],
  "aws:s3/bucketPolicy:BucketPolicy": ["s3", "policy"],
  "aws:s3/bucketV2:BucketV2": ["s3", "policy"],
  "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": ["s3files", "policy"],
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": ["s3vectors", "policy"],
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": [
    "s3",
    "policy",
  ],
  "aws:s3control/accessPointPolicy:AccessPointPolicy": ["s3", "policy"],
  "aws:s3control/bucketPolicy:BucketPolicy": ["s3-outposts", "policy"],
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": [
    "s3",
    "details.policy",
  ],
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": [
    "s3-object-lambda",
    "policy",
  ],
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy": ["s3tables", "resourcePolicy"],
  "aws:s3tables/tablePolicy:TablePolicy": ["s3tables", "resourcePolicy"],
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": ["sagemaker", "resourcePolicy"],
  "aws:schemas/registryPolicy:RegistryPolicy": ["schemas", "policy"],
  "aws:secretsmanager/secret:Secret": ["secretsmanager", "policy"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["secretsmanager", "policy"],
  "aws:ses/identityPolicy:IdentityPolicy": ["ses", "policy"],
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": ["ses", "policy"],
  "aws:sns/topic:Topic": ["sns", "policy"],
  "aws:sns/topicPolicy:TopicPolicy": ["sns", "policy"],
  "aws:sqs/queue:Queue": ["sqs", "policy"],
  "aws:sqs/queuePolicy:QueuePolicy": ["sqs", "policy"],
  "aws:vpclattice/authPolicy:AuthPolicy": ["vpc-lattice-svcs", "policy"],
  "aws:vpclattice/resourcePolicy:ResourcePolicy": ["vpc-lattice", "policy"],
  "aws:xray/resourcePolicy:ResourcePolicy": ["xray", "policyDocument"],
};

/** The same of CloudFormation and aws-native. */
const CLOUDFORMATION: Readonly<Record<string, readonly [service: string, input: string]>> = {
  "AWS::ApiGateway::RestApi": ["execute-api", "Policy"],
  "AWS::Backup::BackupVault": ["backup", "AccessPolicy"],
  "AWS::CodeArtifact::Domain": ["codeartifact", "PermissionsPolicyDocument"],
  "AWS::CodeArtifact::Repository": ["codeartifact", "PermissionsPolicyDocument"],
  "AWS::DynamoDB::Table": ["dynamodb", "ResourcePolicy.PolicyDocument"],
  "AWS::EC2::VPCEndpoint": ["vpce", "PolicyDocument"],
  "AWS::ECR::PublicRepository": ["ecr-public", "RepositoryPolicyText"],
  "AWS::ECR::RegistryPolicy": ["ecr", "PolicyText"],
  "AWS::ECR::Repository": ["ecr", "RepositoryPolicyText"],
  "AWS::EFS::FileSystem": ["elasticfilesystem", "FileSystemPolicy"],
  "AWS::Events::EventBus": ["events", "Policy"],
  "AWS::KMS::Key": ["kms", "KeyPolicy"],
  "AWS::KMS::ReplicaKey": ["kms", "KeyPolicy"],
  "AWS::Kinesis::ResourcePolicy": ["kinesis", "ResourcePolicy"],
  "AWS::Logs::Destination": ["logs", "DestinationPolicy"],
  "AWS::Logs::ResourcePolicy": ["logs", "PolicyDocument"],
  "AWS::MSK::ClusterPolicy": ["kafka", "Policy"],
  "AWS::OpenSearchService::Domain": ["es", "AccessPolicies"],
  "AWS::Organizations::ResourcePolicy": ["organizations", "Content"],
  "AWS::S3::AccessPoint": ["s3", "Policy"],
  "AWS::S3::BucketPolicy": ["s3", "PolicyDocument"],
  "AWS::SNS::TopicPolicy": ["sns", "PolicyDocument"],
  "AWS::SQS::QueuePolicy": ["sqs", "PolicyDocument"],
  "AWS::SecretsManager::ResourcePolicy": ["secretsmanager", "ResourcePolicy"],
  "AWS::VpcLattice::AuthPolicy": ["vpc-lattice-svcs", "Policy"],
};

/** Resource policies that may grant access to IAM principals, services or anyone. */
export const resourcePolicyReaders: Readers = Object.fromEntries(
  Object.entries({ ...AWS, ...CLOUDFORMATION }).map(([type, [service, input]]) => [
    type,
    reader(service, input),
  ]),
);

function reader(service: string, input: string): Reader {
  return (resource) => {
    const source = read(resource, input);
    if (source === undefined || source === null || source === "") return [];
    return [
      policyFact({
        resource,
        use: "resource",
        form: "resource",
        property: input,
        source,
        name: undefined,
        holders: [],
        service,
      }),
    ];
  };
}

function read({ inputs }: Resource, input: string) {
  const [first = "", second] = input.split(".");
  const value = property(inputs, first);
  if (second === undefined) return value;
  const inner = object(Array.isArray(value) ? value[0] : value);
  return inner === UNKNOWN ? UNKNOWN : inner && property(inner, second);
}
