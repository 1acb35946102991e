/**
 * Events of CloudTrail, field by field as AWS's pages show them: "CloudTrail record contents", "AWS Management Console
 * sign-in events", "Logging IAM and AWS STS API calls with AWS CloudTrail", "Logging IAM Identity Center API calls with
 * AWS CloudTrail".
 */
export type CloudTrailEvent = Readonly<Record<string, unknown>>;

const account = "111122223333";
export const groupId = "90679746-9c71-4d9f-b5d1-9a1f3a1b2c3d";
export const setArn = "arn:aws:sso:::permissionSet/ssoins-7223aaaabbbbcccc/ps-1111222233334444";
export const watched = {
  groupIds: [groupId],
  permissionSetArns: [setArn],
  emergencyRoles: ["emergency/administrator"],
  emergencyUsers: ["emergency/glass"],
};

const root = {
  type: "Root",
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
};
const role = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:ann",
  arn: `arn:aws:sts::${account}:assumed-role/admin/ann`,
  accountId: account,
  sessionContext: { sessionIssuer: { type: "Role", userName: "admin" } },
};
const user = {
  type: "IAMUser",
  principalId: "AIDAEXAMPLE",
  arn: `arn:aws:iam::${account}:user/Anaya`,
  accountId: account,
  userName: "Anaya",
};
const glass = { ...user, arn: `arn:aws:iam::${account}:user/emergency/glass`, userName: "glass" };

function event(source: string, eventName: string, fields: CloudTrailEvent = {}): CloudTrailEvent {
  return {
    eventVersion: "1.08",
    userIdentity: role,
    eventTime: "2026-07-19T21:44:40Z",
    eventSource: `${source}.amazonaws.com`,
    eventName,
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.0",
    requestParameters: null,
    responseElements: null,
    eventID: "e1bf1000-86a4-4a78-81d7-EXAMPLE83102",
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    ...fields,
  };
}

function signIn(userIdentity: object, MFAUsed: string | undefined, ConsoleLogin = "Success") {
  return event("signin", "ConsoleLogin", {
    userIdentity,
    responseElements: { ConsoleLogin },
    additionalEventData: {
      LoginTo: "https://console.aws.amazon.com",
      MobileVersion: "No",
      ...(MFAUsed === undefined ? {} : { MFAUsed }),
    },
    eventType: "AwsConsoleSignIn",
    ...(ConsoleLogin === "Failure" ? { errorMessage: "Failed authentication" } : {}),
  });
}

const withSet = { requestParameters: { permissionSetArn: setArn } };
const otherSet = { requestParameters: { permissionSetArn: `${setArn.slice(0, -1)}5` } };
const assume = (name: string) => ({
  readOnly: true,
  requestParameters: { roleArn: `arn:aws:iam::${account}:role/${name}`, roleSessionName: "ann" },
});
const refused = { errorCode: "AccessDenied", errorMessage: "explicit deny" };

/** Events, and the alarms that tell of each. */
export const corpus: readonly (readonly [event: CloudTrailEvent, alarms: readonly string[]])[] = [
  [signIn(root, "Yes"), ["root-activity"]],
  [signIn(root, "No"), ["root-activity"]],
  [signIn(root, "No", "Failure"), ["root-activity"]],
  [event("s3", "ListBuckets", { userIdentity: root }), ["root-activity"]],
  [event("s3", "PutObject", { userIdentity: { ...root, invokedBy: "AWS Internal" } }), []],
  [event("kms", "RotateKey", { userIdentity: root, eventType: "AwsServiceEvent" }), []],
  [event("s3", "ListBuckets", { userIdentity: { ...role, type: "Role" } }), []],
  [
    event("iam", "CreateAccessKey", { userIdentity: root }),
    ["root-activity", "root-credentials", "long-term-credentials"],
  ],
  [
    event("iam", "CreateAccessKey", {
      userIdentity: root,
      requestParameters: { userName: "Anaya" },
    }),
    ["root-activity", "long-term-credentials"],
  ],
  [event("iam", "CreateAccessKey", { userIdentity: root, ...refused }), ["root-activity"]],
  [
    event("iam", "CreateLoginProfile", { userIdentity: root }),
    ["root-activity", "root-credentials", "long-term-credentials"],
  ],
  [
    event("signin", "PasswordUpdated", { userIdentity: root, eventType: "AwsConsoleSignIn" }),
    ["root-activity", "root-credentials"],
  ],
  [
    event("signin", "PasswordRecoveryRequested", {
      userIdentity: root,
      eventType: "AwsConsoleSignIn",
    }),
    ["root-activity"],
  ],
  [event("iam", "DeactivateMFADevice"), ["mfa-deactivated"]],
  [event("iam", "DeleteVirtualMFADevice"), ["mfa-deactivated"]],
  [event("iam", "EnableMFADevice"), []],
  [event("iam", "DeactivateMFADevice", refused), []],
  [
    event("iam", "CreateUser", { requestParameters: { userName: "bob" } }),
    ["long-term-credentials"],
  ],
  [event("identitystore", "CreateUser"), []],
  [
    event("iam", "CreateLoginProfile", { requestParameters: { userName: "bob" } }),
    ["long-term-credentials"],
  ],
  [event("iam", "CreateServiceSpecificCredential"), ["long-term-credentials"]],
  [event("iam", "CreateRole"), []],
  [event("iam", "CreateUser", refused), []],
  [event("iam", "DeleteUser"), []],
  [signIn(user, "No"), ["console-without-mfa"]],
  [signIn(user, undefined), ["console-without-mfa"]],
  [signIn(user, "Yes"), []],
  [signIn(user, "No", "Failure"), []],
  [signIn(role, "No"), []],
  ...["AddMemberToGroup", "RemoveMemberFromGroup", "UpdateGroup", "DeleteGroup"].map(
    (name) =>
      [
        event("sso-directory", name, { requestParameters: { groupId } }),
        ["administrators"],
      ] as const,
  ),
  [
    event("identitystore", "CreateGroupMembership", {
      requestParameters: { identityStoreId: "d-1234567890", groupId, memberId: { userId: "u" } },
    }),
    ["administrators"],
  ],
  [
    event("identitystore", "CreateGroupMembership", {
      requestParameters: { identityStoreId: "d-1234567890", groupId: `${groupId}0` },
    }),
    [],
  ],
  [event("identitystore", "DescribeGroup", { requestParameters: { groupId } }), []],
  ...[
    "AttachManagedPolicyToPermissionSet",
    "PutInlinePolicyToPermissionSet",
    "CreateAccountAssignment",
    "DeletePermissionSet",
    "UpdatePermissionSet",
  ].map((name) => [event("sso", name, withSet), ["administrators"]] as const),
  [event("sso", "PutInlinePolicyToPermissionSet", otherSet), []],
  [event("sso", "ProvisionPermissionSet", withSet), []],
  [event("sso", "UpdatePermissionSet", { ...withSet, ...refused }), []],
  [
    event("sso", "CreateAccountAssignment", {
      requestParameters: { ...otherSet.requestParameters, principalId: groupId },
    }),
    ["administrators"],
  ],
  [event("sts", "AssumeRole", assume("emergency/administrator")), ["emergency-access"]],
  [event("sts", "AssumeRoleWithSAML", assume("emergency/administrator")), ["emergency-access"]],
  [
    event("sts", "AssumeRole", { ...assume("emergency/administrator"), ...refused }),
    ["emergency-access"],
  ],
  [event("sts", "AssumeRole", assume("emergency/administrators")), []],
  [event("sts", "AssumeRole", assume("administrator")), []],
  [event("iam", "UpdateRole", assume("emergency/administrator")), []],
  [signIn(glass, "Yes"), ["emergency-access"]],
  [signIn(glass, "No"), ["emergency-access", "console-without-mfa"]],
  ...["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"].map(
    (name) => [event("cloudtrail", name), ["audit-trail"]] as const,
  ),
  [event("cloudtrail", "StartLogging"), []],
  [event("cloudtrail", "StopLogging", refused), []],
  [event("iam", "DisableOrganizationsRootSessions"), ["central-root-access"]],
  [event("iam", "DisableOrganizationsRootCredentialsManagement"), ["central-root-access"]],
  [event("iam", "EnableOrganizationsRootSessions"), []],
  [
    event("organizations", "DisableAWSServiceAccess", {
      requestParameters: { servicePrincipal: "iam.amazonaws.com" },
    }),
    ["central-root-access"],
  ],
  [
    event("organizations", "DisableAWSServiceAccess", {
      requestParameters: { servicePrincipal: "sso.amazonaws.com" },
    }),
    ["identity-center"],
  ],
  [
    event("organizations", "DisableAWSServiceAccess", {
      requestParameters: { servicePrincipal: "ram.amazonaws.com" },
    }),
    [],
  ],
  ...["DeletePolicy", "DetachPolicy", "DisablePolicyType", "UpdatePolicy"].map(
    (name) => [event("organizations", name), ["control-policies"]] as const,
  ),
  [event("iam", "DeletePolicy"), []],
  [event("organizations", "AttachPolicy"), []],
  [event("organizations", "RegisterDelegatedAdministrator"), ["delegated-administrators"]],
  [event("organizations", "DeregisterDelegatedAdministrator"), ["delegated-administrators"]],
  [event("organizations", "ListDelegatedAdministrators"), []],
  [event("sso", "DeleteInstance"), ["identity-center"]],
  [event("sso", "DisassociateDirectory"), ["identity-center"]],
  [event("sso-directory", "EnableExternalIdPConfigurationForDirectory"), ["identity-center"]],
  [event("sso", "DeleteApplication"), []],
  [event("sso", "DeleteInstance", refused), []],
];
