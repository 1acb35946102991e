import type { Response } from "../world/operations.ts";
import { call } from "./awsClient.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type Property,
  type ResourceDefinition,
  text,
} from "./resource.ts";
import { tagList, tagMap } from "./tagList.ts";

export const goneFromIam = ["NoSuchEntityException"];
export const policyName: Property = { replaces: true, length: [1, 128], pattern: /^[\w+=,.@-]+$/ };

/** A role of IAM; its id is its name (terraform-provider-aws internal/service/iam/role.go). */
export const iamRole: ResourceDefinition = {
  type: "aws:iam/role:Role",
  inputs: {
    assumeRolePolicy: { required: true, kind: "json" },
    description: { length: [0, 1000] },
    forceDetachPolicies: { kind: "boolean" },
    maxSessionDuration: { kind: "number", default: 3600 },
    name: { replaces: true, length: [1, 64], pattern: /^[\w+=,.@-]+$/ },
    namePrefix: { replaces: true, length: [1, 38] },
    path: { replaces: true, default: "/", pattern: /^\/([\x21-\x7e]+\/)?$/ },
    permissionsBoundary: {},
    tags: { kind: "map" },
  },
  computed: ["arn", "createDate", "uniqueId"],
  nameProperty: "name",
  tagged: true,
  global: true,

  async create(context, inputs) {
    const RoleName = text(inputs, "name");
    await call(context, "CreateRole", {
      RoleName,
      Path: text(inputs, "path"),
      Description: text(inputs, "description"),
      AssumeRolePolicyDocument: text(inputs, "assumeRolePolicy"),
      ...(typeof inputs.maxSessionDuration === "number"
        ? { MaxSessionDuration: inputs.maxSessionDuration }
        : {}),
      ...(inputs.permissionsBoundary
        ? { PermissionsBoundary: text(inputs, "permissionsBoundary") }
        : {}),
      Tags: tagList(inputs.tagsAll),
    });
    return { id: RoleName, outputs: { ...inputs, ...(await readBack(read, context, RoleName)) } };
  },
  read,

  async update(context, RoleName, olds, news, changed) {
    if (changed.has("assumeRolePolicy")) {
      const PolicyDocument = text(news, "assumeRolePolicy");
      await call(context, "UpdateAssumeRolePolicy", { RoleName, PolicyDocument });
    }
    if (changed.has("description") || changed.has("maxSessionDuration")) {
      await call(context, "UpdateRole", {
        RoleName,
        Description: text(news, "description"),
        MaxSessionDuration: Number(news.maxSessionDuration ?? 3600),
      });
    }
    if (changed.has("permissionsBoundary")) await updateBoundary(context, RoleName, news);
    await updateTags(context, RoleName, olds, news);
    return { ...news, ...(await readBack(read, context, RoleName)) };
  },

  /** Policies that something else gave it are in the way, unless they are to be detached. */
  async delete(context, RoleName, outputs) {
    if (outputs.forceDetachPolicies === true) await detachAll(context, RoleName);
    await unlessGone(() => call(context, "DeleteRole", { RoleName }), goneFromIam);
  },
};

type Role = Partial<Response<"CreateRole">["Role"]>;

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const found = await unlessGone(() => call(context, "GetRole", { RoleName: id }), goneFromIam);
  if (!found) return undefined;
  const role: Role = found.Role;
  const all = role.Tags ?? [];
  const own = all.filter(({ Key, Value }) => context.defaultTags[Key] !== Value);
  return {
    arn: role.Arn,
    assumeRolePolicy: role.AssumeRolePolicyDocument,
    createDate: role.CreateDate,
    ...(role.Description ? { description: role.Description } : {}),
    maxSessionDuration: role.MaxSessionDuration,
    name: role.RoleName,
    path: role.Path,
    ...(role.PermissionsBoundary
      ? { permissionsBoundary: role.PermissionsBoundary.PermissionsBoundaryArn }
      : {}),
    ...(own.length > 0 ? { tags: tagMap(own) } : {}),
    tagsAll: tagMap(all),
    uniqueId: role.RoleId,
  };
}

async function updateBoundary(
  context: OperationContext,
  RoleName: string,
  news: Properties,
): Promise<void> {
  const PermissionsBoundary = text(news, "permissionsBoundary");
  if (PermissionsBoundary === "") {
    await call(context, "DeleteRolePermissionsBoundary", { RoleName });
  } else {
    await call(context, "PutRolePermissionsBoundary", { RoleName, PermissionsBoundary });
  }
}

async function updateTags(
  context: OperationContext,
  RoleName: string,
  olds: Properties,
  news: Properties,
): Promise<void> {
  const before = (olds.tagsAll ?? {}) as Record<string, string>;
  const after = (news.tagsAll ?? {}) as Record<string, string>;
  const TagKeys = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  if (TagKeys.length > 0) await call(context, "UntagRole", { RoleName, TagKeys });
  const Tags = tagList(after).filter(({ Key, Value }) => before[Key] !== Value);
  if (Tags.length > 0) await call(context, "TagRole", { RoleName, Tags });
}

async function detachAll(context: OperationContext, RoleName: string): Promise<void> {
  const attached = await unlessGone(
    () => call(context, "ListAttachedRolePolicies", { RoleName }),
    goneFromIam,
  );
  for (const { PolicyArn } of attached?.AttachedPolicies ?? []) {
    await call(context, "DetachRolePolicy", { RoleName, PolicyArn });
  }
  const inline = await unlessGone(
    () => call(context, "ListRolePolicies", { RoleName }),
    goneFromIam,
  );
  for (const PolicyName of inline?.PolicyNames ?? []) {
    await call(context, "DeleteRolePolicy", { RoleName, PolicyName });
  }
}
