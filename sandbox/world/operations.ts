import * as accountAssignments from "./accountAssignments.ts";
import * as alarms from "./alarms.ts";
import * as analyzers from "./analyzers.ts";
import * as applications from "./applications.ts";
import * as storage from "./auditTrailStorage.ts";
import * as callers from "./callers.ts";
import * as centralRootAccess from "./centralRootAccess.ts";
import * as configRecorder from "./configRecorder.ts";
import * as configRules from "./configRules.ts";
import * as contacts from "./contacts.ts";
import * as credentialReport from "./credentialReport.ts";
import * as groupMemberships from "./groupMemberships.ts";
import * as groups from "./groups.ts";
import * as iam from "./iam.ts";
import * as iamChanges from "./iamChanges.ts";
import * as iamGroups from "./iamGroups.ts";
import * as iamRoleChanges from "./iamRoleChanges.ts";
import * as instanceDeletion from "./instanceDeletion.ts";
import * as instanceEncryption from "./instanceEncryption.ts";
import * as instanceRegions from "./instanceRegions.ts";
import * as instances from "./instances.ts";
import * as keyDescriptions from "./keyDescriptions.ts";
import * as organizationAccounts from "./organizationAccounts.ts";
import * as organizationChanges from "./organizationChanges.ts";
import * as organizationPolicies from "./organizationPolicies.ts";
import * as organizationPolicyChanges from "./organizationPolicyChanges.ts";
import * as organizations from "./organizations.ts";
import * as organizationTags from "./organizationTags.ts";
import * as organizationTree from "./organizationTree.ts";
import * as passwordPolicies from "./passwordPolicies.ts";
import * as permissionSetPolicies from "./permissionSetPolicies.ts";
import * as permissionSets from "./permissionSets.ts";
import * as provisioning from "./provisioning.ts";
import * as recorderReads from "./recorderReads.ts";
import * as roles from "./roles.ts";
import * as samlProviders from "./samlProviders.ts";
import * as serviceLinkedRoles from "./serviceLinkedRoles.ts";
import * as stackSets from "./stackSets.ts";
import * as trailChanges from "./trailChanges.ts";
import * as trails from "./trails.ts";
import * as users from "./users.ts";

/** The modules that hold the operations. */
export const modules = {
  ...accountAssignments,
  ...alarms,
  ...analyzers,
  ...applications,
  ...callers,
  ...centralRootAccess,
  ...configRecorder,
  ...configRules,
  ...contacts,
  ...credentialReport,
  ...groupMemberships,
  ...groups,
  ...iam,
  ...iamChanges,
  ...iamGroups,
  ...iamRoleChanges,
  ...instanceDeletion,
  ...instanceEncryption,
  ...instanceRegions,
  ...instances,
  ...keyDescriptions,
  ...organizationAccounts,
  ...organizationChanges,
  ...organizationPolicies,
  ...organizationPolicyChanges,
  ...organizations,
  ...organizationTags,
  ...organizationTree,
  ...passwordPolicies,
  ...permissionSetPolicies,
  ...permissionSets,
  ...provisioning,
  ...storage,
  ...recorderReads,
  ...roles,
  ...serviceLinkedRoles,
  ...samlProviders,
  ...stackSets,
  ...trailChanges,
  ...trails,
  ...users,
};

/** API operations: the functions that are named as AWS names them, with a capital letter. */
type Modules = typeof modules;
type OperationKeys<K> = K extends string ? (K extends Capitalize<K> ? K : never) : never;
export type OperationName = OperationKeys<keyof Modules>;
type Operation<O extends OperationName> = Modules[O];

export type Request<O extends OperationName> = Parameters<Operation<O>>[1];
export type Response<O extends OperationName> = ReturnType<Operation<O>>;

/** Operations that have another name here, since two services have one of that name: as IAM's actions name them. */
export const qualifiedNames: Readonly<Record<string, OperationName>> = {
  "access-analyzer:TagResource": "TagAnalyzer",
  "access-analyzer:UntagResource": "UntagAnalyzer",
  "config:DescribeConfigurationRecorders": "ListConfigurationRecorders",
  "config:DescribeConfigurationRecorderStatus": "ListConfigurationRecorderStatus",
  "config:DescribeDeliveryChannelStatus": "ListDeliveryChannelStatus",
  "config:StopConfigurationRecorder": "StopRecorder",
  "iam:CreateGroup": "CreateIamGroup",
  "iam:CreateUser": "CreateIamUser",
  "iam:DeleteGroup": "DeleteIamGroup",
  "iam:DeleteUser": "DeleteIamUser",
  "iam:ListUsers": "ListIamUsers",
  "organizations:ListTagsForResource": "ListOrganizationTags",
  "organizations:TagResource": "TagOrganizationResource",
  "organizations:UntagResource": "UntagOrganizationResource",
};

export const operationNames: ReadonlySet<string> = new Set(
  Object.keys(modules).filter((name) => /^[A-Z]/.test(name)),
);
