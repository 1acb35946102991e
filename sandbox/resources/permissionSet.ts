import { instanceArn } from "./arns.ts";
import { call, callIfFound, provision } from "./awsClient.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";
import { tagList, tagMap } from "./tagList.ts";

export const permissionSet: ResourceDefinition = {
  type: "aws:ssoadmin/permissionSet:PermissionSet",
  inputs: {
    instanceArn,
    name: { required: true, replaces: true, length: [1, 32], pattern: /[\w+=,.@-]+/ },
    description: { length: [1, 700] },
    relayState: { length: [1, 240] },
    sessionDuration: { length: [1, 100], default: "PT1H" },
    tags: { kind: "map" },
  },
  computed: ["arn", "createdDate"],
  nameProperty: "name",
  tagged: true,

  async create(context, inputs) {
    const { PermissionSet } = await call(context, "CreatePermissionSet", {
      InstanceArn: text(inputs, "instanceArn"),
      Name: text(inputs, "name"),
      ...settings(inputs),
      Tags: tagList(inputs.tagsAll),
    });
    const id = `${PermissionSet.PermissionSetArn},${text(inputs, "instanceArn")}`;
    const outputs = await readBack(read, context, id);
    return { id, outputs: { ...inputs, ...outputs } };
  },
  read,

  async update(context, id, olds, news, changed) {
    const [PermissionSetArn = "", InstanceArn = ""] = id.split(",");
    if (changed.has("tagsAll")) {
      const wanted = (news.tagsAll ?? {}) as Record<string, string>;
      const TagKeys = Object.keys(olds.tagsAll ?? {}).filter((key) => !(key in wanted));
      const resource = { InstanceArn, ResourceArn: PermissionSetArn };
      if (TagKeys.length > 0) await call(context, "UntagResource", { ...resource, TagKeys });
      const Tags = tagList(wanted);
      if (Tags.length > 0) await call(context, "TagResource", { ...resource, Tags });
    }
    if (["description", "relayState", "sessionDuration"].some((key) => changed.has(key))) {
      const request = { InstanceArn, PermissionSetArn, ...settings(news) };
      await call(context, "UpdatePermissionSet", request);
      await provision(context, InstanceArn, PermissionSetArn);
    }
    return await readBack(read, context, id);
  },

  async delete(context, id) {
    const [PermissionSetArn = "", InstanceArn = ""] = id.split(",");
    await callIfFound(context, "DeletePermissionSet", { InstanceArn, PermissionSetArn });
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const [PermissionSetArn = "", InstanceArn = ""] = id.split(",");
  const found = await callIfFound(context, "DescribePermissionSet", {
    InstanceArn,
    PermissionSetArn,
  });
  if (!found) return undefined;
  const { Tags } = await call(context, "ListTagsForResource", {
    InstanceArn,
    ResourceArn: PermissionSetArn,
  });
  const set = found.PermissionSet;
  const own = Tags.filter(({ Key, Value }) => context.defaultTags[Key] !== Value);
  return {
    arn: set.PermissionSetArn,
    createdDate: set.CreatedDate,
    instanceArn: InstanceArn,
    name: set.Name,
    ...(set.Description ? { description: set.Description } : {}),
    ...(set.RelayState ? { relayState: set.RelayState } : {}),
    sessionDuration: set.SessionDuration,
    region: context.region,
    ...(own.length > 0 ? { tags: tagMap(own) } : {}),
    tagsAll: tagMap(Tags),
  };
}

function settings(inputs: Properties) {
  const { description, relayState } = inputs;
  return {
    ...(description ? { Description: String(description) } : {}),
    ...(relayState ? { RelayState: String(relayState) } : {}),
    SessionDuration: text(inputs, "sessionDuration"),
  };
}
