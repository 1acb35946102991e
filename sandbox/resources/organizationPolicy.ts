import { ServiceError } from "../world/serviceError.ts";
import { call } from "./awsClient.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";
import { tagList, tagMap } from "./tagList.ts";

/** A policy of the organization (terraform-provider-aws internal/service/organizations/policy.go). */
export const organizationPolicy: ResourceDefinition = {
  type: "aws:organizations/policy:Policy",
  inputs: {
    content: { required: true, kind: "json" },
    description: {},
    name: { length: [1, 128] },
    skipDestroy: { kind: "boolean" },
    tags: { kind: "map" },
    type: {
      replaces: true,
      default: "SERVICE_CONTROL_POLICY",
      values: [
        "AISERVICES_OPT_OUT_POLICY",
        "BACKUP_POLICY",
        "CHATBOT_POLICY",
        "DECLARATIVE_POLICY_EC2",
        "RESOURCE_CONTROL_POLICY",
        "SECURITYHUB_POLICY",
        "SERVICE_CONTROL_POLICY",
        "TAG_POLICY",
      ],
    },
  },
  computed: ["arn"],
  nameProperty: "name",
  tagged: true,
  global: true,

  async create(context, inputs) {
    const { Policy } = await call(context, "CreatePolicy", {
      Name: text(inputs, "name"),
      Description: text(inputs, "description"),
      Type: text(inputs, "type"),
      Content: text(inputs, "content"),
      Tags: tagList(inputs.tagsAll),
    });
    const { Id } = Policy.PolicySummary;
    return { id: Id, outputs: { ...inputs, ...(await readBack(read, context, Id)) } };
  },
  read,

  async update(context, id, olds, news, changed) {
    if (["content", "description", "name"].some((key) => changed.has(key))) {
      await call(context, "UpdatePolicy", {
        PolicyId: id,
        Name: text(news, "name"),
        Description: text(news, "description"),
        Content: text(news, "content"),
      });
    }
    await updateTags(context, id, olds, news);
    return { ...news, ...(await readBack(read, context, id)) };
  },

  async delete(context, id, outputs) {
    if (outputs.skipDestroy === true) return;
    await unlessGone(() => call(context, "DeletePolicy", { PolicyId: id }));
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const found = await unlessGone(() => call(context, "DescribePolicy", { PolicyId: id }));
  if (!found) return undefined;
  const { PolicySummary: policy, Content } = found.Policy;
  // Policies that AWS manages can't be imported.
  if (policy.AwsManaged) throw new Error("AWS-managed Organizations policies cannot be imported");
  const { Tags } = await call(context, "ListOrganizationTags", { ResourceId: id });
  const own = Tags.filter(({ Key, Value }) => context.defaultTags[Key] !== Value);
  return {
    arn: policy.Arn,
    content: Content,
    ...(policy.Description ? { description: policy.Description } : {}),
    name: policy.Name,
    ...(own.length > 0 ? { tags: tagMap(own) } : {}),
    tagsAll: tagMap(Tags),
    type: policy.Type,
  };
}

async function updateTags(
  context: OperationContext,
  ResourceId: string,
  { tagsAll: olds }: Properties,
  { tagsAll: news }: Properties,
): Promise<void> {
  const [before, after] = [olds ?? {}, news ?? {}] as Record<string, string>[];
  const TagKeys = Object.keys(before ?? {}).filter((key) => !Object.hasOwn(after ?? {}, key));
  if (TagKeys.length > 0) await call(context, "UntagOrganizationResource", { ResourceId, TagKeys });
  const Tags = tagList(after).filter(({ Key, Value }) => before?.[Key] !== Value);
  if (Tags.length > 0) await call(context, "TagOrganizationResource", { ResourceId, Tags });
}

/** Undefined where Organizations says that what is named isn't there. */
export async function unlessGone<T>(
  work: () => Promise<T>,
  codes: readonly string[] = ["PolicyNotFoundException"],
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
