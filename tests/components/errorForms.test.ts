import assert from "node:assert/strict";
import type { ErrorHookArgs } from "@pulumi/pulumi";
import { errorForm, errorForms } from "../../components/errorForms.ts";
import { adviceOf } from "../../components/finalError.ts";
import { wordAs } from "../../components/wording.ts";
import { refusals } from "../../sandbox/world/refusals.ts";
import { deploy } from "./deploy.ts";

const types = {
  alias: "aws:kms/alias:Alias",
  delegate: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
  organizationPolicy: "aws:organizations/policy:Policy",
  analyzer: "aws:accessanalyzer/analyzer:Analyzer",
  channel: "aws:cfg/deliveryChannel:DeliveryChannel",
  access: "aws:organizations/awsServiceAccess:AwsServiceAccess",
  contact: "aws:account/alternativeContact:AlternativeContact",
  organizationRule: "aws:cfg/organizationManagedRule:OrganizationManagedRule",
  recorder: "aws:cfg/recorder:Recorder",
  assignment: "aws:ssoadmin/accountAssignment:AccountAssignment",
  attributes: "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
  configRole: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  configRule: "aws:cfg/rule:Rule",
  group: "aws:identitystore/group:Group",
  managed: "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
  membership: "aws:identitystore/groupMembership:GroupMembership",
  region: "aws:ssoadmin/region:Region",
  policyAttachment: "aws:organizations/policyAttachment:PolicyAttachment",
  set: "aws:ssoadmin/permissionSet:PermissionSet",
  trail: "aws:cloudtrail/trail:Trail",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  metricFilter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  eventRule: "aws:cloudwatch/eventRule:EventRule",
  user: "aws:identitystore/user:User",
  iamGroup: "aws:iam/group:Group",
  iamGroupPolicy: "aws:iam/groupPolicy:GroupPolicy",
  iamRole: "aws:iam/role:Role",
  iamUser: "aws:iam/user:User",
  samlProvider: "aws:iam/samlProvider:SamlProvider",
  stackSet: "aws:cloudformation/stackSet:StackSet",
  stackSetInstance: "aws:cloudformation/stackSetInstance:StackSetInstance",
} as const;

const names = {
  iamGroup: "emergency-access-users",
  iamGroupPolicy: "emergency-access-users",
  iamRole: "emergency-access/identity-repair",
  iamUser: "emergency-access/ada",
  samlProvider: "emergency-access",
  stackSet: "emergency-access/read-only",
  stackSetInstance: "emergency-access/read-only/all",
  alias: "audit-trail",
  delegate: "delegated-administration",
  organizationPolicy: "root-guardrails",
  analyzer: "detection/unused",
  channel: "detection/channel",
  access: "detection/access-analyzer",
  contact: "detection/222222222222/security",
  organizationRule: "detection/root-mfa",
  recorder: "detection/recorder",
  configRole: "detection/config",
  configRule: "detection/root-mfa",
  assignment: "engineers/reader/222222222222",
  attributes: "center-attributes",
  group: "engineers",
  managed: "reader-managed",
  region: "center/us-east-1",
  membership: "engineers/x",
  policyAttachment: "root-guardrails/root",
  set: "reader",
  trail: "audit-trail",
  logGroup: "audit-trail",
  metricFilter: "alarms-administrators-2",
  eventRule: "alarms-us-east-1-audit-trail",
  user: "people/x",
} as const;

const inputs = {
  instanceArn: "arn:aws:sso:::instance/ssoins-1",
  permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
  identityStoreId: "d-1",
  groupId: "g-1",
  memberId: "u-1",
  principalId: "g-1",
  principalType: "GROUP",
  targetId: "222222222222",
  targetType: "AWS_ACCOUNT",
  arn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
  accountId: "222222222222",
  analyzerName: "detection-unused-access",
  region: "eu-west-1",
  name: "alias/audit-trail",
  policyId: "p-12345678",
  servicePrincipal: "sso.amazonaws.com",
};

/** What is said of an error when no try is left; undefined when it would be tried again first. */
function told(
  kind: keyof typeof types,
  failedOperation: ErrorHookArgs["failedOperation"],
  error: string,
): { passes: boolean; advice: string } {
  const owners = {
    access: "Detection",
    analyzer: "Detection",
    channel: "Detection",
    configRole: "Detection",
    configRule: "Detection",
    contact: "Detection",
    organizationRule: "Detection",
    recorder: "Detection",
    attributes: "IdentityCenter",
    policyAttachment: "RootGuardrails",
    trail: "AuditTrail",
    logGroup: "AuditTrail",
    metricFilter: "Alarms",
    eventRule: "Alarms",
    user: "People",
    iamGroup: "EmergencyAccess",
    iamRole: "EmergencyAccess",
    iamUser: "EmergencyAccess",
    samlProvider: "EmergencyAccess",
    stackSet: "EmergencyAccess",
    stackSetInstance: "EmergencyAccess",
  };
  const owner = (owners as Record<string, string>)[kind] ?? "AccessGroup";
  const name = names[kind];
  const args = {
    urn: `urn:pulumi:s::p::identity-center:index:${owner}$${types[kind]}::${name}`,
    id: "",
    name,
    type: types[kind],
    failedOperation,
    errors: [error],
    newInputs: inputs,
    oldOutputs: inputs,
  };
  const found = errorForm(error, args);
  return {
    passes: found?.form.passes ?? false,
    advice: (found && adviceOf(found, args)) ?? "",
  };
}

/** The same of each where the state has the resource already, with these inputs. */
async function toldAnew(
  rows: readonly (typeof TABLE)[number][],
  former: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const advised: string[] = [];
  await deploy(async () => {
    wordAs({ former: () => former });
    for (const [kind, operation, error] of rows) advised.push(told(kind, operation, error).advice);
  });
  return advised;
}

/** Errors as the provider words them, whether they pass, and what is advised in the end. */
const TABLE: readonly (readonly [
  keyof typeof types,
  ErrorHookArgs["failedOperation"],
  string,
  boolean,
  ...RegExp[],
])[] = [
  [
    "stackSet",
    "create",
    "creating CloudFormation StackSet (emergency-read-only): ValidationError: You must enable organizations access to operate a service managed stack set",
    false,
    /aws cloudformation activate-organizations-access/,
  ],
  [
    "stackSetInstance",
    "create",
    "OperationInProgressException: Another Operation on StackSet arn:… is in progress",
    true,
  ],
  [
    "stackSetInstance",
    "create",
    "Account 222222222222: Role with name read-only already exists.",
    false,
    /has a role of this name already.*taken out first/,
  ],
  [
    "stackSet",
    "create",
    "NameAlreadyExistsException: StackSet emergency-read-only already exists",
    false,
    /pulumi import .*emergency-access\/read-only/,
  ],
  [
    "iamRole",
    "create",
    "EntityAlreadyExists: Role with name identity-repair already exists.",
    false,
    /there is a role of this name already.*pulumi import/,
  ],
  [
    "iamGroup",
    "create",
    "EntityAlreadyExists: Group with name emergency already exists.",
    false,
    /a group of IAM of this name already.*pulumi import/,
  ],
  [
    "iamUser",
    "create",
    "EntityAlreadyExists: User with name ada already exists.",
    false,
    /a user of IAM of this name already.*pulumi import/,
  ],
  [
    "iamUser",
    "create",
    "AccessDenied: User: arn:… is not authorized to perform: iam:CreateUser on resource: arn:… with an explicit deny in a service control policy",
    false,
    /credentialRoles of the guardrails/,
  ],
  [
    "samlProvider",
    "create",
    "EntityAlreadyExists: SAMLProvider emergency already exists.",
    false,
    /an identity provider of this name.*saml-provider/,
  ],
  ["samlProvider", "create", "InvalidInput: Could not parse metadata", false, /export it again/],
  [
    "iamRole",
    "create",
    "LimitExceeded: Cannot exceed quota for RolesPerAccount: 1000",
    false,
    /quota RolesPerAccount of this account is used up/,
  ],
  [
    "trail",
    "create",
    "CloudTrailAccessNotEnabledException: The request failed because trusted access for CloudTrail isn't enabled",
    true,
    /enable-aws-service-access --service-principal cloudtrail\.amazonaws\.com/,
  ],
  [
    "trail",
    "create",
    "TrailAlreadyExistsException: Trail audit-trail already exists",
    false,
    /give this one another name.*import aws:cloudtrail\/trail:Trail audit-trail arn:aws:cloudtrail:eu-west-1:ACCOUNT:trail/,
  ],
  [
    "trail",
    "create",
    "MaximumNumberOfTrailsExceededException: User: 000000000001 already has 5 trails in eu-west-1",
    false,
    /five trails in a Region/,
  ],
  [
    "trail",
    "create",
    "starting CloudTrail Trail (arn:aws:cloudtrail:eu-west-1:000000000001:trail/x) logging: AccessDenied: no",
    false,
    /pulumi up --refresh/,
  ],
  [
    "trail",
    "update",
    "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
    true,
  ],
  [
    "logGroup",
    "create",
    "ResourceAlreadyExistsException: The specified log group already exists",
    false,
    /pulumi import aws:cloudwatch\/logGroup:LogGroup audit-trail .*AuditTrail::audit-trail/,
  ],
  [
    "metricFilter",
    "create",
    "ResourceNotFoundException: LogGroup x does not exist.",
    false,
    /name the one to which a trail of the organization delivers/,
  ],
  [
    "metricFilter",
    "create",
    "LimitExceededException: Resource limit exceeded.",
    false,
    /100 metric filters/,
  ],
  [
    "eventRule",
    "create",
    "LimitExceededException: The requested resource exceeds the maximum number allowed.",
    false,
    /300 rules/,
  ],
  [
    "analyzer",
    "create",
    "ValidationException: You must enable trusted access for Access Analyzer in your organization",
    false,
    /doesn't trust IAM Access Analyzer: .*enable-aws-service-access/,
  ],
  [
    "analyzer",
    "create",
    "creating IAM Access Analyzer Analyzer (x): ServiceQuotaExceededException: Analyzers of type ORGANIZATION have reached their quota: 5",
    false,
    /^an account has five organization analyzers of a kind in a Region/,
  ],
  [
    "analyzer",
    "create",
    "ConflictException: Analyzer detection-unused-access already exists",
    false,
    /import it and run pulumi up again: pulumi import aws:accessanalyzer\/analyzer:Analyzer detection\/unused detection-unused-access@eu-west-1 --parent/,
  ],
  [
    "analyzer",
    "create",
    "AccessDeniedException: Account 111111111111 is not a delegated administrator",
    false,
    /only the management account makes analyzers of the organization/,
  ],
  ["analyzer", "create", "ThrottlingException: Rate exceeded", true],
  [
    "trail",
    "create",
    "ServiceQuotaExceededException: no more",
    false,
    /a quota of AWS CloudTrail is used up/,
  ],
  [
    "assignment",
    "create",
    "waiting for SSO Account Assignment for GROUP (g-1) to be created: unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: Received a 403 status error",
    false,
    /^AWS began this in account 222222222222 and gave up.*gives nobody anything there.*run pulumi up again$/,
  ],
  [
    "assignment",
    "delete",
    "waiting for SSO Account Assignment for GROUP (g-1) to be deleted: unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: no",
    false,
    /in account 222222222222 .*what it gave is given there until it is gone/,
  ],
  [
    "recorder",
    "create",
    "MaxNumberOfConfigurationRecordersExceededException: Failed to put configuration recorder 'detection' because the maximum number of configuration recorders: 1 is reached.",
    false,
    /takes no second: use the one that is there \(recorder: existing\)/,
  ],
  [
    "channel",
    "create",
    "MaxNumberOfDeliveryChannelsExceededException: Failed to put delivery channel 'detection' because the maximum number of delivery channels: 1 is reached.",
    false,
    /recorder: existing/,
  ],
  [
    "channel",
    "create",
    "InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: x, unable to write to bucket",
    true,
  ],
  [
    "configRule",
    "create",
    "MaxNumberOfConfigRulesExceededException: Failed to put config rule 'detection-root-mfa' because the account already contains 1000 config rules.",
    false,
    /1,000 rules of AWS Config in a Region.*without/,
  ],
  [
    "organizationRule",
    "create",
    "MaxNumberOfOrganizationConfigRulesExceededException: limit",
    false,
    /1,000 rules of AWS Config in a Region/,
  ],
  [
    "configRule",
    "create",
    "InvalidParameterValueException: The sourceIdentifier IAM_USER_MFA_ENABLED is invalid. Please refer to the documentation for a list of valid sourceIdentifiers that can be used when AWS is the Owner.",
    false,
    /doesn't have its rule IAM_USER_MFA_ENABLED in this Region: leave it out \(without\)/,
  ],
  [
    "organizationRule",
    "create",
    "InvalidParameterValueException: The ruleIdentifier ROOT_ACCOUNT_MFA_ENABLED is invalid. Please refer to Config rules documentation",
    false,
    /doesn't have its rule ROOT_ACCOUNT_MFA_ENABLED in this Region/,
  ],
  ["configRule", "delete", "ResourceInUseException: The rule is currently being deleted", true],
  ["organizationRule", "update", "ResourceInUseException: in progress", true],
  [
    "organizationRule",
    "create",
    "OrganizationAccessDeniedException: This action can be only made by AWS Organization's master account.",
    false,
    /enable-aws-service-access --service-principal config-multiaccountsetup/,
  ],
  [
    "organizationRule",
    "create",
    "OrganizationAllFeaturesNotEnabledException: all features",
    false,
    /enable all features/,
  ],
  [
    "configRole",
    "delete",
    "waiting for IAM Service Linked Role (x) delete: unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: in use",
    false,
    /in another Region.*pulumi state delete/,
  ],
  [
    "contact",
    "create",
    "AccessDeniedException: User: arn:aws:iam::000000000001:user/x is not authorized to perform: account:PutAlternateContact",
    false,
    /contact of account 222222222222 .*trusts account\.amazonaws\.com /,
  ],
  [
    "contact",
    "delete",
    "AccessDeniedException: User: arn:aws:iam::000000000001:user/x is not authorized to perform: account:DeleteAlternateContact",
    false,
    /account 222222222222 may be closed or have left the organization.*pulumi state delete/,
  ],
  [
    "access",
    "delete",
    "ConstraintViolationException: You must deregister the delegated administrators of this service before you disable its access.",
    false,
    /another account administers this service.*pulumi state delete/,
  ],
  ["contact", "update", "TooManyRequestsException: Too many requests", true],
  [
    "configRule",
    "create",
    "NoAvailableConfigurationRecorderException: Configuration recorder is not available",
    false,
    /no configuration recorder in this Region/,
  ],
  [
    "configRole",
    "create",
    "InvalidInput: Service role name AWSServiceRoleForConfig has been taken in this account",
    false,
    /import it and run pulumi up again: pulumi import aws:iam\/serviceLinkedRole/,
  ],
  [
    "user",
    "create",
    "ValidationException: The request is not valid (Reason: KMS_DISABLED)",
    false,
    /KMS_DISABLED.*aws kms enable-key/,
  ],
  [
    "set",
    "create",
    "AccessDeniedException: User is not authorized (Reason: KMS_AccessDeniedException)",
    false,
    /kms:Decrypt/,
  ],
  [
    "set",
    "create",
    "ResourceNotFoundException: Key 'arn:aws:kms:us-east-1:111111111111:key/mrk-0123456789abcdef0123456789abcdef' does not exist",
    false,
    /arn:aws:kms:us-east-1:111111111111:key\/mrk-\w+, .*aws kms replicate-key/,
  ],
  ["set", "create", "ThrottlingException: Rate exceeded (Reason: KMS_ThrottlingException)", true],
  [
    "managed",
    "update",
    "waiting for SSO Permission Set (arn) to provision: unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '777777777777' is taking longer than usual. Please try again in a few minutes.",
    true,
    /account 777777777777.*closed or suspended/,
  ],
  ["assignment", "create", "last error: Please try again in a few minutes.", true],
  [
    "assignment",
    "create",
    "last error: Received a 404 status error: Not supported policy arn:aws:iam::222222222222:policy/boundaries/work.load-boundary.",
    false,
    /account 222222222222 has no customer managed policy "work\.load-boundary" with path "\/boundaries\/"/,
  ],
  [
    "assignment",
    "create",
    "Not supported policy arn:aws-cn:iam::222222222222:policy/extra.\n",
    false,
    /"extra" with path "\/"/,
  ],
  [
    "assignment",
    "create",
    "Received a 409 status error: Cannot exceed quota for PoliciesPerRole: 10 in account 222222222222.",
    false,
    /account 222222222222 allows 10 managed policies.*aws service-quotas/,
  ],
  [
    "assignment",
    "delete",
    "last error: Received a 404 status error: GROUP g was not found in directory d-1.",
    false,
    /pulumi state delete 'urn:pulumi:s::p::[^']*AccountAssignment::engineers\/reader\/222222222222'/,
  ],
  [
    "assignment",
    "create",
    "last error: Received a 404 status error: GROUP g was not found in directory d-1.",
    false,
    /pulumi refresh/,
  ],
  [
    "assignment",
    "create",
    "creating SSO Account Assignment for GROUP (g): already exists",
    false,
    /pulumi import aws:ssoadmin\/accountAssignment:AccountAssignment engineers\/reader\/222222222222 g-1,GROUP,222222222222,AWS_ACCOUNT,arn:\S+ps-1,arn:\S+ssoins-1 --parent parent=urn:pulumi:s::p::identity-center:index:AccessGroup::engineers --protect=false/,
    /aws sso-admin delete-account-assignment/,
  ],
  [
    "policyAttachment",
    "create",
    "DuplicatePolicyAttachmentException: A policy with the given name is attached already.",
    false,
    /pulumi import aws:organizations\/policyAttachment:PolicyAttachment root-guardrails\/root 222222222222:p-12345678 --parent/,
  ],
  [
    "organizationPolicy",
    "create",
    "DuplicatePolicyException: A policy with the same name exists.",
    false,
    /list-policies --filter SERVICE_CONTROL_POLICY .*pulumi import aws:organizations\/policy:Policy root-guardrails POLICY_ID --parent/,
  ],
  [
    "delegate",
    "create",
    "ConstraintViolationException: You have exceeded the allowed number of delegated administrators for the delegated service.",
    false,
    /another account is registered .* takes one: aws organizations list-delegated-administrators/,
  ],
  [
    "delegate",
    "create",
    "AccountAlreadyRegisteredException: The specified account is already a delegated administrator for this AWS service.",
    false,
    /account 222222222222 administers Identity Center already.*DelegatedAdministrator delegated-administration 222222222222\/sso.amazonaws.com --parent/,
  ],
  [
    "alias",
    "create",
    "AlreadyExistsException: An alias with the name arn:aws:kms:eu-west-1:1:alias/audit-trail already exists",
    false,
    /choose another name, or import it.*pulumi import aws:kms\/alias:Alias audit-trail alias\/audit-trail --parent/,
  ],
  [
    "policyAttachment",
    "create",
    "ConstraintViolationException: You have attached the maximum number of policies to the specified target.",
    false,
    /ten service control policies, FullAWSAccess among them/,
  ],
  [
    "policyAttachment",
    "create",
    "PolicyTypeNotEnabledException: The specified policy type isn't currently enabled in this root.",
    false,
    /aws organizations enable-policy-type/,
  ],
  ["policyAttachment", "create", "ConcurrentModificationException: Try again later.", true],
  [
    "policyAttachment",
    "create",
    "ConstraintViolationException: MAX_POLICY_NUMBER_LIMIT_EXCEEDED",
    false,
    /as many policies as it may have/,
  ],
  [
    "policyAttachment",
    "create",
    "ServiceAccessNotEnabledException: IAM has no trusted access",
    false,
    /trusted access off.*pulumi refresh/,
  ],
  [
    "policyAttachment",
    "update",
    "AccountNotManagementOrDelegatedAdministratorException: refused",
    false,
    /credentials of the management account/,
  ],
  [
    "policyAttachment",
    "delete",
    "ConstraintViolationException: You cannot remove the last policy attached to the specified target. You should have at least one attached at any time.",
    false,
    /attach FullAWSAccess there first/,
  ],
  [
    "membership",
    "create",
    "ConflictException: Duplicate Membership (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)",
    false,
    /get-group-membership-id --identity-store-id d-1 --group-id g-1 --member-id UserId=u-1/,
    /pulumi import .*GroupMembership engineers\/x d-1\/MEMBERSHIP_ID/,
  ],
  [
    "set",
    "create",
    "ConflictException: PermissionSet with name reader already exists.",
    false,
    /permissionSetArn.*docs\/adopting\.md/,
  ],
  [
    "group",
    "update",
    "ConflictException: Duplicate DisplayName (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)",
    false,
    /groupId/,
  ],
  [
    "user",
    "create",
    "ConflictException: Duplicate UserName (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)",
    false,
    /sign-in already.*userId/,
  ],
  [
    "user",
    "update",
    "ConflictException: Duplicate Email (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)",
    false,
    /e-mail already/,
  ],
  [
    "attributes",
    "create",
    "ConflictException: Instance is already enabled for attributes for access control",
    false,
    /pulumi import aws:ssoadmin\/instanceAccessControlAttributes\S+ center-attributes arn:aws:sso:::instance\/ssoins-1 --parent parent=\S+IdentityCenter::center --protect=false/,
  ],
  [
    "attributes",
    "delete",
    "ResourceNotFoundException: Instance is not enabled for attributes for access control",
    false,
    /take them out of the state, then run it again: pulumi state delete '\S+::center-attributes'$/,
  ],
  [
    "set",
    "delete",
    "ConflictException: PermissionSet arn still has account assignments",
    false,
    /list-accounts-for-provisioned-permission-set .*ps-1/,
  ],
  [
    "set",
    "delete",
    "ConflictException: Could not delete because PermissionSet has ApplicationProfile associated with it",
    false,
    /retainOnDelete/,
  ],
  [
    "managed",
    "create",
    "ResourceNotFoundException: arn:aws:iam::aws:policy/Nope does not exist or is not attachable.",
    false,
    /policy\/Nope/,
  ],
  [
    "managed",
    "create",
    "ValidationException: Cannot attach a Service Role Policy to a Customer Role.",
    false,
    /service-role\//,
  ],
  [
    "set",
    "create",
    "ServiceQuotaExceededException: A quota would be exceeded",
    false,
    /Service Quotas/,
  ],
  [
    "assignment",
    "create",
    "AccessDeniedException: delegated administrator 111111111111 cannot manage assignments in the management account 000000000001",
    false,
    /credentials of the management account/,
  ],
  [
    "set",
    "update",
    "ConflictException: There is a conflict with another in-progress operation",
    true,
  ],
  ["assignment", "delete", "Received a 404 status error: Assignment not found.", true],
  ["user", "create", "InternalServerException: Internal server error", true],
  ["user", "create", "AccessDeniedException: User is not authorized to perform CreateUser", false],
  [
    "alias",
    "create",
    "AccessDeniedException: User: arn:aws:sts::000000000001:assumed-role/ci/run is not authorized to perform: kms:CreateAlias on resource: arn:aws:kms:eu-west-1:000000000001:alias/audit-trail",
    false,
  ],
  ["user", "create", "ValidationException: 1 validation error", false],
  [
    "user",
    "create",
    "AccessDeniedException: User: arn:aws:sts::000000000001:assumed-role/ci/run is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action",
    false,
    /kms:Decrypt.*docs\/regions-and-keys.md/,
  ],
  [
    "set",
    "update",
    "ValidationException: arn:aws:kms:eu-west-1:000000000001:key/mrk-0123 is pending deletion.",
    false,
    /aws kms enable-key/,
  ],
  [
    "region",
    "create",
    "ConflictException: Region us-east-1 is already enabled",
    false,
    /replicated.*import/,
  ],
  [
    "iamGroupPolicy",
    "create",
    "LimitExceededException: Maximum policy size of 5120 bytes exceeded for group emergency",
    false,
    /have fewer roles, or give them shorter names/,
  ],
  ["region", "create", "ConflictException: Another Region operation is in progress", true],
  ["region", "create", "ValidationException: 1 validation error", false, /identity provider/],
  [
    "region",
    "create",
    "ValidationException: The IAM Identity Center instance must be encrypted with a multi-Region customer managed KMS key",
    false,
    /take the Regions out \(regions\), run npm run up, .* step 3 of docs.*pulumi preview shows .* keyPolicies\)/,
  ],
  [
    "region",
    "delete",
    "timeout while waiting for state to become '' (last state: 'REMOVING', timeout: 30m0s)",
    false,
    /list-regions/,
  ],
  [
    "region",
    "create",
    "timeout while waiting for state to become 'ACTIVE' (last state: 'ADDING', timeout: 30m0s)",
    false,
    /as ACTIVE, .* with this configuration/,
  ],
  [
    "assignment",
    "create",
    "timeout while waiting for state to become 'SUCCEEDED' (last state: 'IN_PROGRESS')",
    false,
    /^AWS still works on this assignment: .* how to keep it$/,
  ],
  [
    "assignment",
    "delete",
    "timeout while waiting for state to become 'SUCCEEDED' (last state: 'IN_PROGRESS')",
    false,
    /^AWS still works on taking this assignment away, and what it gives is given until then/,
  ],
  [
    "membership",
    "create",
    "ResourceNotFoundException: USER 46d96703-88ac-4ecc-9b7b-8efaf3da9313 not found",
    false,
    /run pulumi up --refresh/,
  ],
  [
    "user",
    "update",
    "ResourceNotFoundException: USER 46d96703-88ac-4ecc-9b7b-8efaf3da9313 not found",
    false,
    /run pulumi up --refresh/,
  ],
  // A name that happens to hold a word of another form.
  [
    "assignment",
    "delete",
    "AccessDeniedException: no provision for DeleteAccountAssignment",
    false,
  ],
];

describe("the forms of the provider's errors", () => {
  for (const [kind, operation, error, passes, ...advised] of TABLE) {
    it(`${passes ? "pass" : "are final"}, ${advised.length > 0 ? "with" : "without"} advice: ${kind} ${operation}: ${error.slice(-70).trim()}`, () => {
      const { passes: found, advice } = told(kind, operation, error);
      assert.equal(found, passes);
      if (advised.length === 0) assert.equal(advice, "");
      for (const form of advised) assert.match(advice, form);
    });
  }

  it("hold every reason that AWS gives for a refusal, and say whether it passes", () => {
    for (const [name, { message, reasons }] of refusals) {
      for (const reason of reasons) {
        const error = `${name}Exception: ${message("CreateUser")} (Reason: ${reason})`;
        const { passes, advice } = told("user", "create", error);
        const isPassing = /THROTTLING|Throttling|CONCURRENT/.test(reason);
        assert.equal(passes, isPassing, error);
        assert.equal(advice !== "", !isPassing, error);
      }
    }
  });

  const imported = TABLE.filter(
    ([kind, operation, error]) =>
      operation === "create" &&
      /pulumi import|docs\/adopting/.test(told(kind, operation, error).advice),
  );
  for (const [difference, former, advised] of [
    ["nothing is different", inputs, /state has it.*pulumi state untaint 'urn:\S+'/],
    [
      "what it is called stays",
      { ...inputs, region: "eu-west-2" },
      /\(region; pulumi preview --diff/,
    ],
    [
      "another name",
      { ...inputs, name: "former" },
      /\(name is different now\).*take the former name/,
    ],
  ] as const) {
    it(`advise no import where the state has the resource and makes it anew: ${difference}`, async () => {
      assert.ok(imported.length > 15);
      const all = await toldAnew(imported, former);
      assert.equal(all.length, imported.length);
      for (const [index, row] of imported.entries()) {
        const advice = all[index] ?? "";
        assert.doesNotMatch(advice, /pulumi import|docs\/adopting|existing: true/);
        const isOwn = difference !== "nothing is different" && /^(set|assignment)$/.test(row[0]);
        const wanted = isOwn ? /run pulumi up again/ : advised;
        assert.match(advice, wanted);
      }
    });
  }

  it("advise no import of what has the name that something of the state is to get", () => {
    const error =
      "ConflictException: Duplicate DisplayName (Reason: UNIQUENESS_CONSTRAINT_VIOLATION)";
    const { advice } = told("group", "update", error);
    assert.match(advice, /choose another name.*can't be taken over, since the state has this one/);
    assert.doesNotMatch(advice, /import|docs\/adopting/);
  });

  it("are each reached: none stands behind one that takes everything", () => {
    const hit = new Set(
      TABLE.map(
        ([kind, failedOperation, error]) =>
          errorForm(error, { type: types[kind], failedOperation })?.form,
      ),
    );
    const generic = errorForms.filter(({ advice }) => advice === undefined);
    const unreached = errorForms.filter((form) => !hit.has(form) && !generic.includes(form));
    assert.deepEqual(
      unreached.map(({ form }) => String(form)),
      ["/Maximum policy size|LimitExceeded.*polic/i"],
    );
  });
});
