import assert from "node:assert/strict";
import { refusalAdvice } from "../../components/refusalAdvice.ts";
import { refusedAction } from "../../components/refusedAction.ts";

const SET = "aws:ssoadmin/permissionSet:PermissionSet";
const ci = "arn:aws:sts::000000000001:assumed-role/ci/run";
const of = (name: string, how: string) =>
  `operation error SSO Admin: ${name}, https response error StatusCode: 400, RequestID: 1, AccessDeniedException: User: ${ci} is not authorized to perform: sso:${name} on resource: arn:aws:sso:::instance/ssoins-1 ${how}`;

/**
 * Errors as services word them through the provider (IAM User Guide, "Troubleshoot access denied error messages"; the
 * errors of AWS's SDK for Go), the action that is meant, whose, and what to do.
 */
const TABLE: readonly (readonly [type: string, error: string, action: string, ...RegExp[]])[] = [
  [
    SET,
    of(
      "CreatePermissionSet",
      "because no identity-based policy allows the sso:CreatePermissionSet action",
    ),
    "sso:CreatePermissionSet",
    /to these credentials \(arn:aws:sts::000000000001:assumed-role\/ci\/run\) in account 000000000001: allow it in their role's policies/,
  ],
  [
    SET,
    of(
      "CreatePermissionSet",
      "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1",
    ),
    "sso:CreatePermissionSet",
    /its service control policy denies it outright/,
  ],
  [
    SET,
    of(
      "CreatePermissionSet",
      "because no permissions boundary allows the sso:CreatePermissionSet action",
    ),
    "sso:CreatePermissionSet",
    /no permissions boundary allows it/,
  ],
  [
    SET,
    of("CreatePermissionSet", "with an explicit deny in an identity-based policy"),
    "sso:CreatePermissionSet",
    /its identity-based policy denies it outright/,
  ],
  // Organizations names neither the action nor whose credentials it were.
  [
    "aws:organizations/policyAttachment:PolicyAttachment",
    "operation error Organizations: AttachPolicy, https response error StatusCode: 400, RequestID: 1, AccessDeniedException: You don't have permissions to access this resource.",
    "organizations:AttachPolicy",
    /to these credentials: allow it/,
  ],
  [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "operation error S3: PutBucketEncryption, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error AccessDenied: Access Denied",
    "s3:PutEncryptionConfiguration",
  ],
  [
    "aws:sns/topic:Topic",
    `operation error SNS: CreateTopic, https response error StatusCode: 403, RequestID: 1, AuthorizationError: User: ${ci} is not authorized to perform: SNS:CreateTopic on resource: arn:aws:sns:eu-west-1:000000000001:alarms`,
    "sns:CreateTopic",
  ],
  // A resource of one service may call another.
  [
    "aws:cloudtrail/trail:Trail",
    "operation error CloudWatch Logs: DescribeLogGroups, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: no",
    "logs:DescribeLogGroups",
  ],
  // What AWS may not do in the management account for these credentials (fivexl/terraform-aws-sso-elevator #15).
  [
    "aws:ssoadmin/accountAssignment:AccountAssignment",
    `waiting for SSO Account Assignment for GROUP (g) to be created: unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: User: ${ci} is not authorized to perform: iam:UpdateSAMLProvider on resource: arn:aws:iam::000000000001:saml-provider/AWSSSO_1_DO_NOT_DELETE because no identity-based policy allows the iam:UpdateSAMLProvider action`,
    "iam:UpdateSAMLProvider",
    /in account 000000000001: allow it/,
  ],
];

describe("an action that AWS refuses", () => {
  for (const [type, error, action, ...forms] of TABLE) {
    it(`is named: ${action} in ${error.slice(-60)}`, () => {
      const refused = refusedAction(error, type);
      assert.ok(refused);
      assert.equal(refused.action, action);
      const advice = refusalAdvice(refused, refused.caller);
      assert.ok(advice.startsWith(`AWS refuses ${action} to these credentials`), advice);
      assert.ok(advice.endsWith("run pulumi up again"), advice);
      for (const form of forms) assert.match(advice, form);
    });
  }

  for (const error of [
    "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
    "OrganizationAccessDeniedException: This action can be only made by AWS Organization's master account.",
    "ThrottlingException: Rate exceeded",
  ]) {
    it(`is none: ${error}`, () => assert.equal(refusedAction(error, SET), undefined));
  }
});
