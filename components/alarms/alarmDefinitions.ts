import type { AlarmName } from "../../model/schema/alarms.ts";
import { administratorsChanged } from "./administratorsChanged.ts";
import { calls, done, oneOf, SSO } from "./calls.ts";
import { emergencyUse } from "./emergencyUse.ts";
import type { Events } from "./events.ts";
import type { Watched } from "./watched.ts";

export interface AlarmDefinition {
  /** Begins the message. */
  readonly title: string;
  /** Any of these; none: there is nothing to watch. */
  readonly events: (watched: Watched) => readonly Events[];
  /** EventBridge must be asked for them: they read only. */
  readonly readsOnly?: true;
}

const ROOT = { "userIdentity.type": oneOf("Root") };
/** Of what is read in the console after a sign-in, that sign-in tells: a page reads dozens of times. */
const CHANGES = { readOnly: { isNotTrue: true } } as const;
const IAM = "iam.amazonaws.com";
const CLOUDTRAIL = "cloudtrail.amazonaws.com";
const ORGANIZATIONS = "organizations.amazonaws.com";

/**
 * What is told of, each as events of CloudTrail: "CloudTrail userIdentity element", "AWS Management Console sign-in
 * events", "IAM Identity Center information in CloudTrail", "Logging IAM Identity Center SCIM API calls with AWS
 * CloudTrail". What was refused counts only for the root user and for emergency access.
 */
export const alarmDefinitions: Readonly<Record<AlarmName, AlarmDefinition>> = {
  "root-activity": {
    title: "The root user was used",
    readsOnly: true,
    events: () => [
      {
        ...ROOT,
        "userIdentity.invokedBy": { isAbsent: true },
        eventType: { isNot: "AwsServiceEvent" },
        ...CHANGES,
      },
      // What it does in the console, as older events have it.
      { ...ROOT, "userIdentity.invokedBy": oneOf("signin.amazonaws.com"), ...CHANGES },
      // By an access key it reads without having signed in ("IAM identifiers": AKIA is one of long term).
      {
        ...ROOT,
        "userIdentity.invokedBy": { isAbsent: true },
        "userIdentity.accessKeyId": { startsWith: "AKIA" },
      },
      // A privileged session in a member account, where all else of it is; not one that can only look.
      {
        eventSource: oneOf("sts.amazonaws.com"),
        eventName: oneOf("AssumeRoot"),
        "requestParameters.taskPolicyArn.arn": {
          endsWith: [
            "/IAMCreateRootUserPassword",
            "/IAMDeleteRootUserCredentials",
            "/S3UnlockBucketPolicy",
            "/SQSUnlockQueuePolicy",
          ],
        },
      },
    ],
  },
  "root-credentials": {
    title: "A root user's password or access key was made or changed",
    events: () => [
      {
        ...ROOT,
        eventName: oneOf(
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
        "UploadSigningCertificate",
        "UploadSSHPublicKey",
      ),
    ],
  },
  "console-without-mfa": {
    title: "An IAM user signed in to the console without MFA",
    events: () => [
      {
        eventSource: oneOf("signin.amazonaws.com"),
        eventName: oneOf("ConsoleLogin"),
        "userIdentity.type": oneOf("IAMUser"),
        "responseElements.ConsoleLogin": oneOf("Success"),
        "additionalEventData.MFAUsed": { isNot: "Yes" },
      },
    ],
  },
  administrators: {
    title: "Who administers, or what administrators may do, was changed",
    events: administratorsChanged,
  },
  "emergency-access": {
    title: "Emergency access was used",
    readsOnly: true,
    events: emergencyUse,
  },
  "audit-trail": {
    title: "An audit trail was stopped, changed or deleted",
    events: () => [
      calls(CLOUDTRAIL, "DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"),
      {
        ...calls(ORGANIZATIONS, "DisableAWSServiceAccess"),
        "requestParameters.servicePrincipal": oneOf(CLOUDTRAIL),
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
        "requestParameters.servicePrincipal": oneOf(IAM),
      },
    ],
  },
  "control-policies": {
    title:
      "A policy of the organization was detached, changed or deleted, or an account taken from it",
    events: () => [
      calls(
        ORGANIZATIONS,
        // By another organization's invitation; and what the management account hears of each that goes.
        "AcceptHandshake",
        "AccountDepartedOrganization",
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
    title: "Identity Center was deleted, or its settings, identity source or MFA mode changed",
    events: () => [
      calls(
        SSO,
        "AssociateDirectory",
        "DeleteInstance",
        "DisassociateDirectory",
        "PutMfaDeviceManagementForDirectory",
        "UpdateInstance",
        "UpdateSSOConfiguration",
      ),
      {
        eventSource: oneOf(SSO, "sso-directory.amazonaws.com"),
        eventName: oneOf(
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
        "requestParameters.servicePrincipal": oneOf(SSO),
      },
    ],
  },
};
