import { type AwsText, awsTexts } from "../../model/schema/awsTexts.ts";
import type { OperationName } from "./operations.ts";

/** What a member of a request may hold: a text, a structure of members, or a list of something and how long it may be. */
export type Shape =
  | AwsText
  | { readonly members: Readonly<Record<string, Shape>> }
  | { readonly list: AwsText; readonly of: Shape };

const { identitystore, "sso-admin": ssoAdmin } = awsTexts;

const text = identitystore.SensitiveStringType;
const structure = (members: Readonly<Record<string, Shape>>): Shape => ({ members });
const texts = (...names: string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, text]));
const one = (list: AwsText, members: Readonly<Record<string, Shape>>): Shape => ({
  list,
  of: structure(members),
});

/** Attributes of a user, as CreateUser takes them. */
export const userMembers: Readonly<Record<string, Shape>> = {
  ...texts("DisplayName", "Locale", "NickName", "PreferredLanguage", "ProfileUrl", "Timezone"),
  ...texts("Title", "UserType"),
  Addresses: one(identitystore.Addresses, {
    ...texts("Country", "Formatted", "Locality", "PostalCode", "Region", "StreetAddress", "Type"),
  }),
  Emails: one(identitystore.Emails, texts("Type", "Value")),
  Name: structure({
    ...texts("FamilyName", "Formatted", "GivenName", "HonorificPrefix", "HonorificSuffix"),
    ...texts("MiddleName"),
  }),
  PhoneNumbers: one(identitystore.PhoneNumbers, texts("Type", "Value")),
};

/** Attributes of a group, as CreateGroup takes them. */
export const groupMembers: Readonly<Record<string, Shape>> = {
  Description: text,
  DisplayName: identitystore.GroupDisplayName,
};

const store = { IdentityStoreId: identitystore.IdentityStoreId };
const set = { InstanceArn: ssoAdmin.InstanceArn, PermissionSetArn: ssoAdmin.PermissionSetArn };
const settings = {
  Description: ssoAdmin.PermissionSetDescription,
  RelayState: ssoAdmin.RelayState,
  SessionDuration: ssoAdmin.Duration,
};
const reference = structure({
  Name: ssoAdmin.ManagedPolicyName,
  Path: ssoAdmin.ManagedPolicyPath,
});
const tags: Shape = {
  list: ssoAdmin.TagList,
  of: structure({ Key: ssoAdmin.TagKey, Value: ssoAdmin.TagValue }),
};
const tagged = { InstanceArn: ssoAdmin.InstanceArn, ResourceArn: ssoAdmin.TaggableResourceArn };
const assignment = { ...set, PrincipalId: ssoAdmin.PrincipalId, TargetId: ssoAdmin.TargetId };
const attributes = {
  InstanceArn: ssoAdmin.InstanceArn,
  InstanceAccessControlAttributeConfiguration: structure({
    AccessControlAttributes: one(ssoAdmin.AccessControlAttributeList, {
      Key: ssoAdmin.AccessControlAttributeKey,
      Value: structure({
        Source: {
          list: ssoAdmin.AccessControlAttributeValueSourceList,
          of: ssoAdmin.AccessControlAttributeValueSource,
        },
      }),
    }),
  }),
};

/** Members of the requests that write, with the limits of their shapes; what is absent has none. */
export const requestShapes: Partial<Record<OperationName, Readonly<Record<string, Shape>>>> = {
  AttachCustomerManagedPolicyReferenceToPermissionSet: {
    ...set,
    CustomerManagedPolicyReference: reference,
  },
  AttachManagedPolicyToPermissionSet: { ...set, ManagedPolicyArn: ssoAdmin.ManagedPolicyArn },
  CreateAccountAssignment: assignment,
  CreateGroup: { ...store, ...groupMembers },
  CreateGroupMembership: {
    ...store,
    GroupId: identitystore.ResourceId,
    MemberId: structure({ UserId: identitystore.ResourceId }),
  },
  CreateInstanceAccessControlAttributeConfiguration: attributes,
  CreatePermissionSet: {
    InstanceArn: ssoAdmin.InstanceArn,
    Name: ssoAdmin.PermissionSetName,
    Tags: tags,
    ...settings,
  },
  CreateUser: { ...store, UserName: identitystore.UserName, ...userMembers },
  DeleteAccountAssignment: assignment,
  ProvisionPermissionSet: { ...set, TargetId: ssoAdmin.TargetId },
  PutInlinePolicyToPermissionSet: { ...set, InlinePolicy: ssoAdmin.PermissionSetPolicyDocument },
  PutPermissionsBoundaryToPermissionSet: {
    ...set,
    PermissionsBoundary: structure({
      CustomerManagedPolicyReference: reference,
      ManagedPolicyArn: ssoAdmin.ManagedPolicyArn,
    }),
  },
  TagResource: { ...tagged, Tags: tags },
  UntagResource: { ...tagged, TagKeys: { list: ssoAdmin.TagKeyList, of: ssoAdmin.TagKey } },
  UpdateInstanceAccessControlAttributeConfiguration: attributes,
  UpdatePermissionSet: { ...set, ...settings },
};
