import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { READ_TYPES } from "../../policies/aws/readers.ts";
import { rules } from "../../policies/pack.ts";

const aws = path.dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));

/** Properties that rules look into, of types by CloudFormation's name. */
const CLOUDFORMATION: Readonly<Record<string, string>> = {
  "AWS::AccessAnalyzer::Analyzer": "AnalyzerName ArchiveRules Type",
  "AWS::ApiGateway::RestApi": "Policy",
  "AWS::Backup::BackupVault": "AccessPolicy",
  "AWS::CloudTrail::Trail": "CloudWatchLogsLogGroupArn EventSelectors IsMultiRegionTrail",
  "AWS::CloudWatch::Alarm":
    "ActionsEnabled AlarmActions ComparisonOperator DatapointsToAlarm EvaluationPeriods MetricName Metrics Namespace Threshold",
  "AWS::CloudWatch::CompositeAlarm": "ActionsEnabled AlarmActions AlarmRule",
  "AWS::CodeArtifact::Domain": "PermissionsPolicyDocument",
  "AWS::CodeArtifact::Repository": "PermissionsPolicyDocument",
  "AWS::Cognito::IdentityPool": "AllowUnauthenticatedIdentities CognitoIdentityProviders",
  "AWS::Cognito::UserPool": "MfaConfiguration Policies UserPoolTier",
  "AWS::Config::ConfigurationRecorder": "RecordingGroup RoleARN",
  "AWS::ControlTower::EnabledControl": "ControlIdentifier TargetIdentifier",
  "AWS::DynamoDB::Table": "ResourcePolicy",
  "AWS::EC2::VPCEndpoint": "PolicyDocument",
  "AWS::ECR::PublicRepository": "RepositoryPolicyText",
  "AWS::ECR::RegistryPolicy": "PolicyText",
  "AWS::ECR::Repository": "RepositoryPolicyText",
  "AWS::EFS::FileSystem": "FileSystemPolicy",
  "AWS::Events::EventBus": "Policy",
  "AWS::Events::EventBusPolicy": "Action Condition Principal Statement StatementId",
  "AWS::Events::Rule": "EventPattern State Targets",
  "AWS::GuardDuty::Detector": "Enable",
  "AWS::IAM::AccessKey": "UserName",
  "AWS::IAM::Group": "GroupName ManagedPolicyArns Path Policies",
  "AWS::IAM::GroupPolicy": "GroupName PolicyDocument PolicyName",
  "AWS::IAM::ManagedPolicy": "Groups ManagedPolicyName PolicyDocument Roles Users",
  "AWS::IAM::OIDCProvider": "ClientIdList Url",
  "AWS::IAM::Policy": "Groups PolicyDocument PolicyName Roles Users",
  "AWS::IAM::Role":
    "AssumeRolePolicyDocument ManagedPolicyArns MaxSessionDuration Path PermissionsBoundary Policies RoleName Tags",
  "AWS::IAM::RolePolicy": "PolicyDocument PolicyName RoleName",
  "AWS::IAM::User":
    "Groups LoginProfile ManagedPolicyArns Path PermissionsBoundary Policies Tags UserName",
  "AWS::IAM::UserPolicy": "PolicyDocument PolicyName UserName",
  "AWS::IAM::UserToGroupAddition": "GroupName Users",
  "AWS::IdentityStore::Group": "DisplayName",
  "AWS::IdentityStore::GroupMembership": "GroupId MemberId",
  "AWS::KMS::Key": "KeyPolicy",
  "AWS::KMS::ReplicaKey": "KeyPolicy",
  "AWS::Kinesis::ResourcePolicy": "ResourcePolicy",
  "AWS::Lambda::LayerVersionPermission": "Action OrganizationId Principal",
  "AWS::Lambda::Permission":
    "Action EventSourceToken FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID SourceAccount SourceArn",
  "AWS::Logs::Destination": "DestinationPolicy",
  "AWS::Logs::MetricFilter": "FilterPattern MetricTransformations",
  "AWS::Logs::ResourcePolicy": "PolicyDocument",
  "AWS::MSK::ClusterPolicy": "Policy",
  "AWS::OpenSearchService::Domain": "AccessPolicies AdvancedSecurityOptions VPCOptions",
  "AWS::Organizations::Organization": "FeatureSet",
  "AWS::Organizations::OrganizationalUnit": "Name ParentId",
  "AWS::Organizations::Policy": "Content Name TargetIds Type",
  "AWS::Organizations::ResourcePolicy": "Content",
  "AWS::S3::AccessPoint": "Policy",
  "AWS::S3::BucketPolicy": "PolicyDocument",
  "AWS::SNS::TopicPolicy": "PolicyDocument",
  "AWS::SQS::QueuePolicy": "PolicyDocument",
  "AWS::SSO::ApplicationAssignment": "ApplicationArn PrincipalId PrincipalType",
  "AWS::SSO::Assignment": "PermissionSetArn PrincipalId PrincipalType TargetId",
  "AWS::SSO::InstanceAccessControlAttributeConfiguration":
    "AccessControlAttributes InstanceAccessControlAttributeConfiguration",
  "AWS::SSO::PermissionSet":
    "CustomerManagedPolicyReferences Description InlinePolicy ManagedPolicies Name PermissionsBoundary RelayStateType SessionDuration Tags",
  "AWS::SecretsManager::ResourcePolicy": "ResourcePolicy",
  "AWS::SecurityHub::Hub": "EnableDefaultStandards",
  "AWS::VpcLattice::AuthPolicy": "Policy",
};

const OTHERS: Readonly<Record<string, string>> = {
  "identity-center:index:IdentityCenter": "administratorsElsewhere attributes mfa region",
  "pulumi:providers:aws": "accessKey assumeRoles endpoints profile region secretKey token",
  "pulumi:providers:aws-native": "accessKey assumeRole endpoints profile region secretKey token",
};

/** Types that rules look at: of @pulumi/aws, and CloudFormation's names for aws-native and templates. */
export const LOOKED_AT: readonly string[] = [
  ...new Set([
    ...READ_TYPES,
    ...rules.flatMap(({ resource, stack }) => [
      ...(resource?.types ?? []),
      ...(stack?.types ?? []),
    ]),
  ]),
];

/**
 * All inputs of a type of @pulumi/aws; of others those that rules look into.
 *
 * @throws when nobody has listed them
 */
export function inputsOf(type: string): readonly string[] {
  const listed = CLOUDFORMATION[type] ?? OTHERS[type];
  if (listed !== undefined) return listed.split(" ");
  const file = /^aws:([\w/]+):/.exec(type)?.[1];
  if (!file) throw new Error(`list the inputs of ${type} that rules look into`);
  const code = readFileSync(path.join(aws, `${file}.js`), "utf8");
  const taken = [...code.matchAll(/^ +resourceInputs\["(\w+)"\] = .*\bargs\b/gm)];
  return taken.map(([, name = ""]) => name);
}
