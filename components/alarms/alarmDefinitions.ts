import type { AlarmName } from "../../model/schema/alarms.ts";
import type { Events, Wanted } from "./events.ts";

/** Whom alarms are about, where they aren't about everybody. */
export interface Watched {
  readonly groupIds: readonly string[];
  readonly permissionSetArns: readonly string[];
  /** By name, with path. */
  readonly emergencyRoles: readonly string[];
  readonly emergencyUsers: readonly string[];
}

export interface AlarmDefinition {
  /** Begins the message. */
  readonly title: string;
  /** Any of these; none: there is nothing to watch. */
  readonly events: (watched: Watched) => readonly Events[];
  /** EventBridge must be asked for them: they read only. */
  readonly readsOnly?: true;
}

const one = (...is: string[]): Wanted => ({ is });
const done = { errorCode: { isAbsent: true } } as const;
const calls = (source: string, ...names: string[]): Events => ({
  eventSource: one(source),
  eventName: one(...names),
  ...done,
});

const IAM = "iam.amazonaws.com";
const CLOUDTRAIL = "cloudtrail.amazonaws.com";
const ORGANIZATIONS = "organizations.amazonaws.com";
const SSO = "sso.amazonaws.com";
/** Groups are changed by the console as `sso-directory`, by the API as `identitystore`, and by SCIM as below. */
const DIRECTORIES = one("sso-directory.amazonaws.com", "identitystore.amazonaws.com");

/**
 * What is told of, each as events of CloudTrail: "CloudTrail userIdentity element", "AWS Management Console sign-in
 * events", "IAM Identity Center information in CloudTrail", "Logging IAM Identity Center SCIM API calls with AWS
 * CloudTrail". What was refused counts only for the root user and for emergency access.
 */
export const alarmDefinitions: Readonly<Record<AlarmName, AlarmDefinition>> = {
  "root-activity": {
    title: "The root user was used",
    events: () => [
      {
        "userIdentity.type": one("Root"),
        "userIdentity.invokedBy": { isAbsent: true },
        eventType: { isNot: "AwsServiceEvent" },
      },
      // What it does in the console, as older events have it.
      {
        "userIdentity.type": one("Root"),
        "userIdentity.invokedBy": one("signin.amazonaws.com"),
      },
    ],
  },
  "root-credentials": {
    title: "A root user's password or access key was made or changed",
    events: () => [
      {
        "userIdentity.type": one("Root"),
        eventName: one(
          "CreateAccessKey",
          "CreateLoginProfile",
          "PasswordRecoveryCompleted",
          "PasswordUpdated",
          "UpdateLoginProfile",
        ),
        "requestParameters.userName": { isAbsent: true },
        ...done,
      },
    ],
  },
  "mfa-deactivated": {
    title: "MFA was taken from somebody",
    events: () => [
      calls(IAM, "DeactivateMFADevice", "DeleteVirtualMFADevice"),
      calls("sso-directory.amazonaws.com", "DeleteMfaDeviceForUser"),
    ],
  },
  "long-term-credentials": {
    title: "An IAM user, password or access key was made",
    events: () => [
      calls(
        IAM,
        "CreateAccessKey",
        "CreateLoginProfile",
        "CreateServiceSpecificCredential",
        "CreateUser",
        "ResetServiceSpecificCredential",
      ),
    ],
  },
  "console-without-mfa": {
    title: "An IAM user signed in to the console without MFA",
    events: () => [
      {
        eventSource: one("signin.amazonaws.com"),
        eventName: one("ConsoleLogin"),
        "userIdentity.type": one("IAMUser"),
        "responseElements.ConsoleLogin": one("Success"),
        "additionalEventData.MFAUsed": { isNot: "Yes" },
      },
    ],
  },
  administrators: {
    title: "Who administers, or what administrators may do, was changed",
    events: ({ groupIds, permissionSetArns }) => [
      ...(groupIds.length === 0
        ? []
        : [
            {
              eventSource: DIRECTORIES,
              eventName: one(
                "AddMemberToGroup",
                "CreateGroupMembership",
                "DeleteGroup",
                "RemoveMemberFromGroup",
                "UpdateGroup",
              ),
              "requestParameters.groupId": { is: groupIds },
              ...done,
            },
            {
              ...calls("identitystore-scim.amazonaws.com", "DeleteGroup", "PatchGroup"),
              "requestParameters.id": { is: groupIds },
            },
            {
              ...calls(SSO, "CreateAccountAssignment", "DeleteAccountAssignment"),
              "requestParameters.principalId": { is: groupIds },
            },
          ]),
      ...(permissionSetArns.length === 0
        ? []
        : [
            {
              eventSource: one(SSO),
              // Of what only reads, nothing ends so.
              eventName: {
                endsWith: [
                  "ToPermissionSet",
                  "FromPermissionSet",
                  "AccountAssignment",
                  "DeletePermissionSet",
                  "UpdatePermissionSet",
                ],
              },
              ...done,
              "requestParameters.permissionSetArn": { is: permissionSetArns },
            },
          ]),
    ],
  },
  "emergency-access": {
    title: "Emergency access was used",
    readsOnly: true,
    events: ({ emergencyRoles, emergencyUsers }) => [
      ...(emergencyRoles.length === 0
        ? []
        : [
            {
              eventSource: one("sts.amazonaws.com"),
              eventName: { startsWith: "AssumeRole" },
              "requestParameters.roleArn": {
                endsWith: emergencyRoles.map((name) => `:role/${name}`),
              },
            } as const,
          ]),
      ...(emergencyUsers.length === 0
        ? []
        : [
            {
              eventSource: one("signin.amazonaws.com"),
              "userIdentity.type": one("IAMUser"),
              "userIdentity.userName": { is: emergencyUsers.map(withoutPath) },
            },
          ]),
    ],
  },
  "audit-trail": {
    title: "An audit trail was stopped, changed or deleted",
    events: () => [
      calls(CLOUDTRAIL, "DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"),
      {
        ...calls(ORGANIZATIONS, "DisableAWSServiceAccess"),
        "requestParameters.servicePrincipal": one(CLOUDTRAIL),
      },
    ],
  },
  "central-root-access": {
    title: "Central root access was turned off",
    events: () => [
      calls(
        IAM,
        "DisableOrganizationsRootCredentialsManagement",
        "DisableOrganizationsRootSessions",
      ),
      {
        ...calls(ORGANIZATIONS, "DisableAWSServiceAccess"),
        "requestParameters.servicePrincipal": one(IAM),
      },
    ],
  },
  "control-policies": {
    title:
      "A policy of the organization was detached, changed or deleted, or an account taken from it",
    events: () => [
      calls(
        ORGANIZATIONS,
        "DeletePolicy",
        "DetachPolicy",
        "DisablePolicyType",
        "LeaveOrganization",
        "MoveAccount",
        "RemoveAccountFromOrganization",
        "UpdatePolicy",
      ),
    ],
  },
  "delegated-administrators": {
    title: "Administration was delegated, or is no more",
    events: () => [
      calls(
        ORGANIZATIONS,
        "DeleteResourcePolicy",
        "DeregisterDelegatedAdministrator",
        "PutResourcePolicy",
        "RegisterDelegatedAdministrator",
      ),
      calls(
        CLOUDTRAIL,
        "DeregisterOrganizationDelegatedAdmin",
        "RegisterOrganizationDelegatedAdmin",
      ),
    ],
  },
  "identity-center": {
    title: "Identity Center was deleted, or its identity source or MFA mode was changed",
    events: () => [
      calls(
        SSO,
        "AssociateDirectory",
        "DeleteInstance",
        "DisassociateDirectory",
        "PutMfaDeviceManagementForDirectory",
      ),
      {
        eventSource: one(SSO, "sso-directory.amazonaws.com"),
        eventName: one(
          "CreateExternalIdPConfigurationForDirectory",
          "DeleteExternalIdPCertificate",
          "DeleteExternalIdPConfigurationForDirectory",
          "DisableExternalIdPConfigurationForDirectory",
          "EnableExternalIdPConfigurationForDirectory",
          "ImportExternalIdPCertificate",
          "UpdateExternalIdPConfigurationForDirectory",
        ),
        ...done,
      },
      {
        ...calls(ORGANIZATIONS, "DisableAWSServiceAccess"),
        "requestParameters.servicePrincipal": one(SSO),
      },
    ],
  },
};

/** Events name users without it. */
function withoutPath(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
