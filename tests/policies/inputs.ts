import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rules } from "../../policies/pack.ts";
import { POLICY_DOCUMENTS } from "../../policies/resources/policyDocuments.ts";
import { READ_TYPES } from "../../policies/resources/readers.ts";

const aws = path.dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));

/** Properties that rules look into besides policies, of types by CloudFormation's name. */
const CLOUDFORMATION: Readonly<Record<string, string>> = {
  "AWS::AccountAccess::Entitlement": "ApplicationArn Entitlement",
  "AWS::AccessAnalyzer::Analyzer": "AnalyzerName ArchiveRules Type",
  "AWS::CloudTrail::Trail": "CloudWatchLogsLogGroupArn EventSelectors IsMultiRegionTrail",
  "AWS::CloudWatch::Alarm":
    "ActionsEnabled AlarmActions ComparisonOperator DatapointsToAlarm EvaluationPeriods MetricName Metrics Namespace Threshold",
  "AWS::CloudWatch::CompositeAlarm": "ActionsEnabled AlarmActions AlarmRule",
  "AWS::Cognito::IdentityPool": "AllowUnauthenticatedIdentities CognitoIdentityProviders",
  "AWS::Cognito::UserPool": "MfaConfiguration Policies UserPoolTier",
  "AWS::Config::ConfigurationRecorder": "RecordingGroup RoleARN",
  "AWS::ControlTower::EnabledControl": "ControlIdentifier TargetIdentifier",
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
  "AWS::Lambda::Url": "AuthType",
  "AWS::Lambda::LayerVersionPermission": "Action OrganizationId Principal",
  "AWS::Lambda::Permission":
    "Action EventSourceToken FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID SourceAccount SourceArn",
  "AWS::Logs::MetricFilter": "FilterPattern MetricTransformations",
  "AWS::OpenSearchService::Domain": "AccessPolicies AdvancedSecurityOptions VPCOptions",
  "AWS::Organizations::Organization": "FeatureSet",
  "AWS::Organizations::OrganizationalUnit": "Name ParentId",
  "AWS::Organizations::Policy": "Content Name TargetIds Type",
  "AWS::SSO::ApplicationAssignment": "ApplicationArn PrincipalId PrincipalType",
  "AWS::SSO::Assignment": "PermissionSetArn PrincipalId PrincipalType TargetId",
  "AWS::SSO::InstanceAccessControlAttributeConfiguration":
    "AccessControlAttributes InstanceAccessControlAttributeConfiguration",
  "AWS::SSO::PermissionSet":
    "CustomerManagedPolicyReferences Description InlinePolicy ManagedPolicies Name PermissionsBoundary RelayStateType SessionDuration Tags",
  "AWS::SecurityHub::Hub": "EnableDefaultStandards",
};

const OTHERS: Readonly<Record<string, string>> = {
  "identity-center:index:EmergencyAccess": "drilledBy drilledOn",
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
  const held = Object.keys(POLICY_DOCUMENTS[type] ?? {}).map((one) => one.replace(/[[.{].*/, ""));
  const listed = CLOUDFORMATION[type] ?? OTHERS[type];
  if (listed !== undefined) return [...new Set([...listed.split(" "), ...held])];
  if (type.startsWith("AWS::") && held.length > 0) return held;
  const file = /^aws:([\w/]+):/.exec(type)?.[1];
  if (!file) throw new Error(`list the inputs of ${type} that rules look into`);
  const code = readFileSync(moduleOf(file), "utf8");
  const taken = [...code.matchAll(/^ +resourceInputs\["(\w+)"\] = .*\bargs\b/gm)];
  return taken.map(([, name = ""]) => name);
}

/** Its name differs from the token's in its capitals at times. */
function moduleOf(token: string): string {
  const folder = path.join(aws, path.dirname(token));
  const name = `${path.basename(token)}.js`.toLowerCase();
  return path.join(folder, readdirSync(folder).find((one) => one.toLowerCase() === name) ?? name);
}
