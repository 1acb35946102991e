import { ownArn } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import { goneFromIam, policyName } from "./iamRole.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { recordResource } from "./record.ts";
import { type OperationContext, type ResourceDefinition, text } from "./resource.ts";

/** IAM's users, groups and SAML providers. */

const name = { replaces: true, length: [1, 64], pattern: /^[\w+=,.@-]+$/ } as const;
const path = { default: "/", pattern: /^\/([\x21-\x7e]+\/)?$/ } as const;

const group = recordResource({
  type: "aws:iam/group:Group",
  inputs: { name: { ...name, length: [1, 128] }, path },
  computed: ["arn", "uniqueId"],
  nameProperty: "name",
  global: true,
  goneCodes: goneFromIam,
  operations: { create: "CreateIamGroup", read: "GetIamGroup", delete: "DeleteIamGroup" },
  id: (_context, inputs) => text(inputs, "name"),
  outputs: (context, id, inputs) => ({
    arn: ownArn(context, "iam", `group${text(inputs, "path")}${id}`, "global"),
  }),
});

const groupPolicy = recordResource({
  type: "aws:iam/groupPolicy:GroupPolicy",
  inputs: {
    group: { required: true, replaces: true },
    name: policyName,
    namePrefix: { replaces: true },
    policy: { required: true, kind: "json" },
  },
  computed: [],
  nameProperty: "name",
  global: true,
  goneCodes: goneFromIam,
  operations: {
    create: "PutGroupPolicy",
    read: "GetGroupPolicy",
    update: "PutGroupPolicy",
    delete: "DeleteGroupPolicy",
  },
  id: (_context, inputs) => `${text(inputs, "group")}:${text(inputs, "name")}`,
});

const samlProvider = recordResource({
  type: "aws:iam/samlProvider:SamlProvider",
  inputs: {
    name: { ...name, length: [1, 128] },
    samlMetadataDocument: { required: true, length: [1000, 10_000_000] },
    tags: { kind: "map" },
  },
  computed: ["arn", "samlProviderUuid", "validUntil"],
  nameProperty: "name",
  tagged: true,
  global: true,
  goneCodes: goneFromIam,
  operations: {
    create: "CreateSAMLProvider",
    read: "GetSAMLProvider",
    update: "UpdateSAMLProvider",
    delete: "DeleteSAMLProvider",
  },
  id: (context, inputs) =>
    ownArn(context, "iam", `saml-provider/${text(inputs, "name")}`, "global"),
  outputs: (_context, id) => ({ arn: id }),
});

/** Its id is its name (terraform-provider-aws internal/service/iam/user.go). */
const user: ResourceDefinition = {
  type: "aws:iam/user:User",
  inputs: {
    forceDestroy: { kind: "boolean" },
    name: { ...name, replaces: false },
    path,
    permissionsBoundary: {},
    tags: { kind: "map" },
  },
  computed: ["arn", "uniqueId"],
  nameProperty: "name",
  tagged: true,
  global: true,
  async create(context, inputs) {
    const [UserName, Path] = [text(inputs, "name"), text(inputs, "path")];
    const { User } = await call(context, "CreateIamUser", { UserName, Path });
    return { id: UserName, outputs: { ...inputs, arn: User.Arn, uniqueId: User.UserId } };
  },
  async read(context, UserName, outputs) {
    const found = await unlessGone(() => call(context, "GetUser", { UserName }), goneFromIam);
    if (!found) return undefined;
    const { Path, Arn, UserId } = found.User;
    return { ...outputs, name: UserName, path: Path, arn: Arn, uniqueId: UserId };
  },
  async update(_context, _id, olds, news) {
    return { ...olds, ...news };
  },
  async delete(context, UserName, { forceDestroy }) {
    if (forceDestroy === true) await strip(context, UserName);
    await unlessGone(() => call(context, "DeleteIamUser", { UserName }), goneFromIam);
  },
};

const membership: ResourceDefinition = {
  type: "aws:iam/userGroupMembership:UserGroupMembership",
  inputs: { user: { required: true, replaces: true }, groups: { required: true, kind: "set" } },
  computed: [],
  global: true,
  async create(context, inputs) {
    const UserName = text(inputs, "user");
    for (const GroupName of inputs.groups as string[]) {
      await call(context, "AddUserToGroup", { UserName, GroupName });
    }
    return { id: `terraform-${UserName}`, outputs: inputs };
  },
  async read(context, _id, outputs = {}) {
    const { Groups } = await call(context, "ListGroupsForUser", {
      UserName: text(outputs, "user"),
    });
    const all = Groups.map(({ GroupName }) => GroupName);
    const groups = (outputs.groups as string[]).filter((one) => all.includes(one));
    return groups.length > 0 ? { ...outputs, groups } : undefined;
  },
  async delete(context, _id, outputs) {
    const UserName = text(outputs, "user");
    for (const GroupName of outputs.groups as string[]) {
      await unlessGone(
        () => call(context, "RemoveUserFromGroup", { UserName, GroupName }),
        goneFromIam,
      );
    }
  },
};

export const iamEntrances = [group, groupPolicy, membership, samlProvider, user];

/** Takes away what would be in the way of deleting the user (`force_destroy`). */
async function strip(context: OperationContext, UserName: string): Promise<void> {
  const ofUser = { UserName };
  const { AccessKeyMetadata = [] } = (await callIfFound(context, "ListAccessKeys", ofUser)) ?? {};
  for (const { AccessKeyId } of AccessKeyMetadata) {
    await call(context, "DeleteAccessKey", { ...ofUser, AccessKeyId });
  }
  const { MFADevices = [] } = (await callIfFound(context, "ListMFADevices", ofUser)) ?? {};
  for (const { SerialNumber } of MFADevices) {
    await call(context, "DeactivateMFADevice", { ...ofUser, SerialNumber });
  }
  await unlessGone(() => call(context, "DeleteLoginProfile", ofUser), goneFromIam);
}
