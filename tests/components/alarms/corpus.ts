/** An event of CloudTrail ("CloudTrail record contents"). */
export type CloudTrailEvent = Readonly<Record<string, unknown>>;

/** AWS's pages that show an event field by field, or say at least its source and name. */
export const pages = {
  signIn: "CloudTrail User Guide, AWS Management Console sign-in events",
  iam: "IAM User Guide, Logging IAM and AWS STS API calls with AWS CloudTrail",
  sessions: "IAM User Guide, Track privileged tasks in AWS CloudTrail",
  scim: "IAM Identity Center User Guide, Logging IAM Identity Center SCIM API calls with AWS CloudTrail",
  organizations:
    "Organizations User Guide, Logging AWS Organizations API calls with AWS CloudTrail",
  /** Name and meaning; its fields are as those of other events of services. */
  departed: "Organizations API Reference, LeaveOrganization",
  trails: "CloudTrail User Guide, CloudTrail log file examples",
  /** Source and name; what is in the request is as in the API reference. */
  identityCenter: "IAM Identity Center User Guide, IAM Identity Center information in CloudTrail",
  /**
   * No page shows it: the name is an action of the Service Authorization Reference, and the request as in the API
   * reference, with small first letters, as CloudTrail has them in all that is shown.
   */
  none: "Service Authorization Reference",
} as const;

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
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  accessKeyId: "",
};
const longTerm = { accessKeyId: "AKIAIOSFODNN7EXAMPLE" };
const rootByKey = { ...root, ...longTerm };
const role = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:ann",
  arn: `arn:aws:sts::${account}:assumed-role/admin/ann`,
  accountId: account,
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  sessionContext: {
    attributes: { mfaAuthenticated: "false", creationDate: "2026-07-19T21:40:40Z" },
    sessionIssuer: {
      type: "Role",
      principalId: "AROAEXAMPLE",
      arn: `arn:aws:iam::${account}:role/admin`,
      accountId: account,
      userName: "admin",
    },
  },
};
const user = {
  type: "IAMUser",
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: `arn:aws:iam::${account}:user/anaya`,
  accountId: account,
  userName: "anaya",
};
const glass = { ...user, arn: `arn:aws:iam::${account}:user/emergency/glass`, userName: "glass" };
/** As users are told of whose sign-in failed, or isn't done. */
const { arn: _, ...glassAtTheDoor } = { ...glass, accessKeyId: "" };
const scimClient = { type: "Unknown", accountId: account, accessKeyId: "xxxx" };

function event(source: string, eventName: string, fields: CloudTrailEvent = {}): CloudTrailEvent {
  return {
    eventVersion: "1.08",
    userIdentity: role,
    eventTime: "2026-07-19T21:44:40Z",
    eventSource: `${source}.amazonaws.com`,
    eventName,
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.0",
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:78.0) Gecko/20100101 Firefox/78.0",
    requestParameters: null,
    responseElements: null,
    requestID: "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE",
    eventID: "e1bf1000-86a4-4a78-81d7-EXAMPLE83102",
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
    ...fields,
  };
}

const asked = (requestParameters: object) => ({ requestParameters });
const refused = { errorCode: "AccessDenied", errorMessage: "explicit deny" };

function door(eventName: string, userIdentity: object, fields: CloudTrailEvent): CloudTrailEvent {
  const { readOnly: __, requestID: ___, ...shown } = event("signin", eventName, fields);
  return { ...shown, userIdentity, eventType: "AwsConsoleSignIn" };
}

function signIn(userIdentity: object, MFAUsed: string | undefined, ConsoleLogin = "Success") {
  return door("ConsoleLogin", userIdentity, {
    responseElements: { ConsoleLogin },
    additionalEventData: {
      LoginTo: "https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true",
      MobileVersion: "No",
      ...(MFAUsed === undefined ? {} : { MFAUsed }),
    },
    ...(ConsoleLogin === "Failure" ? { errorMessage: "Failed authentication" } : {}),
  });
}

const instanceArn = "arn:aws:sso:::instance/ssoins-7223aaaabbbbcccc";
const otherArn = `${setArn.slice(0, -1)}5`;
const withSet = asked({ instanceArn, permissionSetArn: setArn });
const assigned = (permissionSetArn: string, principalId: string) =>
  asked({
    ...{ instanceArn, targetId: account, targetType: "AWS_ACCOUNT" },
    ...{ permissionSetArn, principalType: "GROUP", principalId },
  });
const assume = (name: string) => ({
  readOnly: true,
  ...asked({ roleArn: `arn:aws:iam::${account}:role/${name}`, roleSessionName: "ann" }),
});
/** As STS refuses it: the request isn't recorded, and the reason is told in most cases. */
const notAssumed = (role: string) =>
  event("sts", "AssumeRole", {
    readOnly: true,
    errorCode: "AccessDenied",
    errorMessage: `User: ${user.arn} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/${role}`,
  });
const rootSession = (task: string) =>
  event("sts", "AssumeRoot", {
    readOnly: true,
    ...asked({
      targetPrincipal: "222222222222",
      taskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` },
    }),
  });
const identityStoreId = "d-1234567890";
const patched = (id: string) =>
  asked({
    httpBody: {
      operations: [{ op: "ADD", path: "members", value: "HIDDEN_DUE_TO_SECURITY_REASONS" }],
    },
    tenantId: "xxxx",
    id,
  });
const ofService = (servicePrincipal: string) => asked({ servicePrincipal });

type Sample = readonly [
  page: keyof typeof pages,
  event: CloudTrailEvent,
  alarms: readonly string[],
];

const signIns: readonly Sample[] = [
  ["signIn", signIn(root, "YES"), ["root-activity"]],
  ["signIn", signIn(root, "No"), ["root-activity"]],
  ["signIn", signIn(root, "No", "Failure"), ["root-activity"]],
  [
    "signIn",
    door("PasswordUpdated", root, { responseElements: { PasswordUpdated: "Success" } }),
    ["root-activity", "root-credentials"],
  ],
  [
    "signIn",
    event("iam", "EnableMFADevice", {
      userIdentity: root,
      ...asked({ userName: "AWS ROOT USER", serialNumber: `arn:aws:iam::${account}:mfa/root` }),
    }),
    ["root-activity"],
  ],
  ["none", door("PasswordRecoveryRequested", root, {}), ["root-activity"]],
  ["none", door("PasswordRecoveryCompleted", root, {}), ["root-activity", "root-credentials"]],
  ["signIn", signIn(user, "No"), ["console-without-mfa"]],
  ["none", signIn(user, undefined), ["console-without-mfa"]],
  ["signIn", signIn(user, "Yes"), []],
  ["signIn", signIn(user, "No", "Failure"), []],
  ["none", signIn(role, "No"), []],
  ["signIn", signIn(glass, "Yes"), ["emergency-access"]],
  ["signIn", signIn(glass, "No"), ["emergency-access", "console-without-mfa"]],
  ["signIn", signIn(glassAtTheDoor, "Yes", "Failure"), ["emergency-access"]],
  [
    "signIn",
    door("CheckMfa", glassAtTheDoor, {
      responseElements: { CheckMfa: "Success" },
      additionalEventData: { MfaType: "U2F MFA" },
    }),
    ["emergency-access"],
  ],
];

const iam: readonly Sample[] = [
  ["none", event("s3", "CreateBucket", { userIdentity: root }), ["root-activity"]],
  ["none", event("s3", "CreateBucket", { userIdentity: rootByKey }), ["root-activity"]],
  ["none", event("s3", "ListBuckets", { userIdentity: root, readOnly: true }), []],
  [
    "none",
    event("s3", "ListBuckets", { userIdentity: rootByKey, readOnly: true }),
    ["root-activity"],
  ],
  [
    "none",
    event("sts", "GetCallerIdentity", { userIdentity: { ...role, ...longTerm }, readOnly: true }),
    [],
  ],
  [
    "iam",
    event("iam", "GetUserPolicy", {
      userIdentity: { ...root, invokedBy: "signin.amazonaws.com" },
      readOnly: true,
      ...asked({ userName: "anaya", policyName: "ReadOnlyAccess" }),
    }),
    [],
  ],
  [
    "none",
    event("iam", "DeleteUserPolicy", {
      userIdentity: { ...root, invokedBy: "signin.amazonaws.com" },
      ...asked({ userName: "anaya", policyName: "ReadOnlyAccess" }),
    }),
    ["root-activity"],
  ],
  ["sessions", rootSession("S3UnlockBucketPolicy"), ["root-activity"]],
  ...["IAMCreateRootUserPassword", "IAMDeleteRootUserCredentials", "SQSUnlockQueuePolicy"].map(
    (task): Sample => ["sessions", rootSession(task), ["root-activity"]],
  ),
  ["sessions", rootSession("IAMAuditRootUserCredentials"), []],
  [
    "sessions",
    event("s3", "DeleteBucketPolicy", {
      userIdentity: { ...root, accessKeyId: "ASIAIOSFODNN7EXAMPLE" },
      ...asked({ bucketName: "resource-policy-ann" }),
    }),
    ["root-activity"],
  ],
  // What Identity Center does where a root user assigned something.
  ...[root, rootByKey].map(
    (one): Sample => [
      "none",
      event("iam", "CreateRole", {
        userIdentity: { ...one, invokedBy: "sso.amazonaws.com" },
        ...asked({ path: "/aws-reserved/sso.amazonaws.com/", roleName: "AWSReservedSSO_a_1" }),
      }),
      [],
    ],
  ),
  ["none", event("kms", "RotateKey", { userIdentity: root, eventType: "AwsServiceEvent" }), []],
  ["none", event("s3", "ListBuckets", { userIdentity: { ...role, type: "Role" } }), []],
  [
    "none",
    event("iam", "CreateAccessKey", { userIdentity: root }),
    ["root-activity", "root-credentials", "long-term-credentials"],
  ],
  [
    "none",
    event("iam", "CreateAccessKey", { userIdentity: root, ...asked({ userName: "anaya" }) }),
    ["root-activity", "long-term-credentials"],
  ],
  ["none", event("iam", "CreateAccessKey", { userIdentity: root, ...refused }), ["root-activity"]],
  [
    "none",
    event("iam", "CreateLoginProfile", { userIdentity: root }),
    ["root-activity", "root-credentials", "long-term-credentials"],
  ],
  ["none", event("iam", "DeactivateMFADevice", asked({ userName: "bob" })), ["mfa-deactivated"]],
  ["none", event("iam", "DeleteVirtualMFADevice"), ["mfa-deactivated"]],
  ["none", event("iam", "EnableMFADevice", asked({ userName: "bob" })), []],
  ["none", event("iam", "DeactivateMFADevice", refused), []],
  ...["CreateUser", "CreateLoginProfile", "CreateAccessKey", "CreateServiceSpecificCredential"].map(
    (name): Sample => [
      "none",
      event("iam", name, asked({ userName: "bob" })),
      ["long-term-credentials"],
    ],
  ),
  ...["ResetServiceSpecificCredential", "UploadSSHPublicKey", "UploadSigningCertificate"].map(
    (name): Sample => ["none", event("iam", name), ["long-term-credentials"]],
  ),
  ["identityCenter", event("identitystore", "CreateUser", asked({ identityStoreId })), []],
  ["none", event("iam", "CreateRole"), []],
  ["none", event("iam", "CreateUser", refused), []],
  ["none", event("iam", "DeleteUser"), []],
  ["iam", event("sts", "AssumeRole", assume("emergency/administrator")), ["emergency-access"]],
  [
    "iam",
    event("sts", "AssumeRoleWithSAML", {
      ...assume("emergency/administrator"),
      userIdentity: { type: "SAMLUser", principalId: "x:ann", userName: "ann" },
    }),
    ["emergency-access"],
  ],
  ["none", notAssumed("emergency/administrator"), ["emergency-access"]],
  [
    "none",
    notAssumed("emergency/administrator with an explicit deny in a service control policy"),
    ["emergency-access"],
  ],
  [
    "none",
    notAssumed("emergency/administrator because no identity-based policy allows the action"),
    ["emergency-access"],
  ],
  ["none", notAssumed("emergency/administrators"), []],
  ["none", notAssumed("emergency/administrators with an explicit deny in a trust policy"), []],
  ["iam", event("sts", "AssumeRole", assume("emergency/administrators")), []],
  ["iam", event("sts", "AssumeRole", assume("administrator")), []],
  ["none", event("iam", "UpdateRole", assume("emergency/administrator")), []],
  ["none", event("iam", "DisableOrganizationsRootSessions"), ["central-root-access"]],
  ["none", event("iam", "DisableOrganizationsRootCredentialsManagement"), ["central-root-access"]],
  ["none", event("iam", "EnableOrganizationsRootSessions"), []],
  ["none", event("iam", "DeletePolicy"), []],
];

const identityCenter: readonly Sample[] = [
  ...[
    ...["AddMemberToGroup", "RemoveMemberFromGroup", "UpdateGroup", "UpdateGroupDisplayName"],
    "DeleteGroup",
  ].map(
    (name): Sample => [
      "none",
      event("sso-directory", name, asked({ identityStoreId, groupId, member: { memberId: "u" } })),
      ["administrators"],
    ],
  ),
  ...["CreateGroupMembership", "DeleteGroup", "UpdateGroup"].map(
    (name): Sample => [
      "identityCenter",
      event("identitystore", name, asked({ identityStoreId, groupId, memberId: { userId: "u" } })),
      ["administrators"],
    ],
  ),
  [
    "identityCenter",
    event("identitystore", "CreateGroupMembership", asked({ groupId: `${groupId}0` })),
    [],
  ],
  // Only the membership's own id is in it.
  [
    "identityCenter",
    event("identitystore", "DeleteGroupMembership", asked({ identityStoreId, membershipId: "m" })),
    [],
  ],
  ["identityCenter", event("identitystore", "DescribeGroup", asked({ groupId })), []],
  [
    "scim",
    event("identitystore-scim", "PatchGroup", { ...patched(groupId), userIdentity: scimClient }),
    ["administrators"],
  ],
  [
    "scim",
    event("identitystore-scim", "DeleteGroup", { ...patched(groupId), userIdentity: scimClient }),
    ["administrators"],
  ],
  ["scim", event("identitystore-scim", "PatchGroup", patched(`${groupId}0`)), []],
  [
    "scim",
    event("identitystore-scim", "PatchGroup", {
      ...patched(groupId),
      errorCode: "ValidationException",
      errorMessage: "Missing path in PATCH request",
    }),
    [],
  ],
  ["scim", event("identitystore-scim", "PatchUser", patched(groupId)), []],
  ...[
    "AttachManagedPolicyToPermissionSet",
    "AttachCustomerManagedPolicyReferenceToPermissionSet",
    "PutInlinePolicyToPermissionSet",
    "DeletePermissionsBoundaryFromPermissionSet",
    "DeletePermissionSet",
    "UpdatePermissionSet",
  ].map((name): Sample => ["identityCenter", event("sso", name, withSet), ["administrators"]]),
  [
    "identityCenter",
    event("sso", "PutInlinePolicyToPermissionSet", asked({ permissionSetArn: otherArn })),
    [],
  ],
  ["identityCenter", event("sso", "ProvisionPermissionSet", withSet), []],
  ["identityCenter", event("sso", "UpdatePermissionSet", { ...withSet, ...refused }), []],
  ...["CreateAccountAssignment", "DeleteAccountAssignment"].map(
    (name): Sample => [
      "identityCenter",
      event("sso", name, assigned(otherArn, groupId)),
      ["administrators"],
    ],
  ),
  [
    "identityCenter",
    event("sso", "CreateAccountAssignment", assigned(setArn, "another")),
    ["administrators"],
  ],
  ["identityCenter", event("sso", "CreateAccountAssignment", assigned(otherArn, "another")), []],
  ["identityCenter", event("sso", "DeleteInstance", asked({ instanceArn })), ["identity-center"]],
  ["identityCenter", event("sso", "DeleteInstance", refused), []],
  ["identityCenter", event("sso", "UpdateInstance", asked({ instanceArn })), ["identity-center"]],
  ["none", event("sso", "UpdateSSOConfiguration"), ["identity-center"]],
  ["none", event("sso", "GetSsoConfiguration"), []],
  ["identityCenter", event("sso", "DeleteApplication"), []],
  ["none", event("sso", "DisassociateDirectory"), ["identity-center"]],
  ...["EnableExternalIdPConfigurationForDirectory", "ImportExternalIdPCertificate"].map(
    (name): Sample => ["none", event("sso-directory", name), ["identity-center"]],
  ),
];

const organizations: readonly Sample[] = [
  ...["StopLogging", "DeleteTrail", "PutEventSelectors"].map(
    (name): Sample => [
      "none",
      event("cloudtrail", name, asked({ name: "audit" })),
      ["audit-trail"],
    ],
  ),
  ["trails", event("cloudtrail", "UpdateTrail", asked({ name: "audit" })), ["audit-trail"]],
  [
    "trails",
    event("cloudtrail", "UpdateTrail", {
      ...asked({ name: "myTrail2" }),
      errorCode: "TrailNotFoundException",
    }),
    [],
  ],
  ["none", event("cloudtrail", "StartLogging"), []],
  ["none", event("cloudtrail", "StopLogging", refused), []],
  [
    "none",
    event("organizations", "DisableAWSServiceAccess", ofService("iam.amazonaws.com")),
    ["central-root-access"],
  ],
  [
    "none",
    event("organizations", "DisableAWSServiceAccess", ofService("sso.amazonaws.com")),
    ["identity-center"],
  ],
  [
    "none",
    event("organizations", "DisableAWSServiceAccess", ofService("cloudtrail.amazonaws.com")),
    ["audit-trail"],
  ],
  ["none", event("organizations", "DisableAWSServiceAccess", ofService("ram.amazonaws.com")), []],
  ...["DeletePolicy", "DetachPolicy", "DisablePolicyType", "UpdatePolicy"].map(
    (name): Sample => [
      "none",
      event("organizations", name, asked({ policyId: "p-examplepolicyid111" })),
      ["control-policies"],
    ],
  ),
  [
    "departed",
    event("organizations", "AccountDepartedOrganization", {
      userIdentity: { accountId: account, invokedBy: "organizations.amazonaws.com" },
      eventType: "AwsServiceEvent",
    }),
    ["control-policies"],
  ],
  [
    "departed",
    event("organizations", "AccountJoinedOrganization", { eventType: "AwsServiceEvent" }),
    [],
  ],
  ["none", event("organizations", "AcceptHandshake"), ["control-policies"]],
  ["none", event("organizations", "AcceptHandshake", refused), []],
  ["none", event("organizations", "DeclineHandshake"), []],
  ...["LeaveOrganization", "MoveAccount", "RemoveAccountFromOrganization"].map(
    (name): Sample => [
      "none",
      event("organizations", name, asked({ accountId: "111111111111" })),
      ["control-policies"],
    ],
  ),
  ["none", event("organizations", "CreateAccount"), []],
  [
    "none",
    event("sso-directory", "DeleteMfaDeviceForUser", asked({ userId: "1234567890-example" })),
    ["mfa-deactivated"],
  ],
  ["none", event("sso-directory", "ListMfaDevicesForUser"), []],
  ["none", event("sso", "PutMfaDeviceManagementForDirectory"), ["identity-center"]],
  [
    "organizations",
    event("organizations", "AttachPolicy", asked({ targetId: "r-examplerootid" })),
    [],
  ],
  ...[
    "RegisterDelegatedAdministrator",
    "DeregisterDelegatedAdministrator",
    "PutResourcePolicy",
    "DeleteResourcePolicy",
  ].map((name): Sample => ["none", event("organizations", name), ["delegated-administrators"]]),
  ["none", event("cloudtrail", "PutResourcePolicy"), []],
  ["none", event("cloudtrail", "RegisterOrganizationDelegatedAdmin"), ["delegated-administrators"]],
  ["none", event("organizations", "ListDelegatedAdministrators"), []],
];

/** Events, and the alarms that tell of each. */
export const corpus: readonly Sample[] = [...signIns, ...iam, ...identityCenter, ...organizations];
