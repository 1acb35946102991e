import { orDidYouMean } from "../../model/problems/didYouMean.ts";
import { accessAnalyzer } from "./accessAnalyzer.ts";
import { accountAssignment } from "./accountAssignment.ts";
import { accountPasswordPolicy } from "./accountPasswordPolicy.ts";
import { alarmResources } from "./alarms.ts";
import { alternativeContact } from "./alternativeContact.ts";
import { storage } from "./auditTrailStorage.ts";
import { awsServiceAccess } from "./awsServiceAccess.ts";
import { configRecorder } from "./configRecorder.ts";
import { configRules } from "./configRules.ts";
import { customerManagedPolicyAttachment } from "./customerManagedPolicyAttachment.ts";
import { customerManagedPolicyAttachmentsExclusive } from "./customerManagedPolicyAttachmentsExclusive.ts";
import { delegatedAdministrator } from "./delegatedAdministrator.ts";
import { group } from "./group.ts";
import { groupMembership } from "./groupMembership.ts";
import { iamEntrances } from "./iamEntrances.ts";
import { iamRole } from "./iamRole.ts";
import { iamRolePolicy } from "./iamRolePolicy.ts";
import { iamRolePolicyAttachment } from "./iamRolePolicyAttachment.ts";
import { instanceAccessControlAttributes } from "./instanceAccessControlAttributes.ts";
import { instanceRegion } from "./instanceRegion.ts";
import { managedPolicyAttachment } from "./managedPolicyAttachment.ts";
import { managedPolicyAttachmentsExclusive } from "./managedPolicyAttachmentsExclusive.ts";
import { organizationPolicy } from "./organizationPolicy.ts";
import { organizationPolicyAttachment } from "./organizationPolicyAttachment.ts";
import { organizationsFeatures } from "./organizationsFeatures.ts";
import { permissionSet } from "./permissionSet.ts";
import { permissionSetInlinePolicy } from "./permissionSetInlinePolicy.ts";
import { permissionsBoundaryAttachment } from "./permissionsBoundaryAttachment.ts";
import type { ResourceDefinition } from "./resource.ts";
import { serviceLinkedRole } from "./serviceLinkedRole.ts";
import { stackSet, stackSetInstance } from "./stackSet.ts";
import { trail } from "./trail.ts";
import { user } from "./user.ts";

const definitions: ReadonlyMap<string, ResourceDefinition> = new Map(
  [
    accessAnalyzer,
    accountAssignment,
    accountPasswordPolicy,
    alternativeContact,
    awsServiceAccess,
    customerManagedPolicyAttachment,
    customerManagedPolicyAttachmentsExclusive,
    delegatedAdministrator,
    group,
    groupMembership,
    iamRole,
    iamRolePolicy,
    iamRolePolicyAttachment,
    instanceAccessControlAttributes,
    instanceRegion,
    managedPolicyAttachment,
    managedPolicyAttachmentsExclusive,
    organizationPolicy,
    organizationPolicyAttachment,
    organizationsFeatures,
    permissionSet,
    permissionSetInlinePolicy,
    permissionsBoundaryAttachment,
    serviceLinkedRole,
    stackSet,
    stackSetInstance,
    trail,
    user,
    ...configRecorder,
    ...configRules,
    ...alarmResources,
    ...iamEntrances,
    ...storage,
  ].map((definition) => [definition.type, definition]),
);

/** Every type that the sandbox has. */
export const resourceDefinitions: readonly ResourceDefinition[] = [...definitions.values()];

/** @throws Error for a type that the sandbox does not have. */
export function resourceDefinition(type: string): ResourceDefinition {
  const definition = definitions.get(type);
  if (definition) return definition;
  const types = [...definitions.keys()];
  throw new Error(`the sandbox has no resource type "${type}"${orDidYouMean(type, types)}`);
}
