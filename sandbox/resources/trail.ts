import { call } from "./awsClient.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { readBack } from "./readBack.ts";
import {
  InitializationError,
  type OperationContext,
  type Properties,
  type Property,
  type ResourceDefinition,
  text,
} from "./resource.ts";
import { tagList, tagMap } from "./tagList.ts";

const boolean: Property = { kind: "boolean", default: false };
const list: Property = { kind: "list", itemKind: "object" };
const gone = ["TrailNotFoundException"];

/** A trail; its id is its ARN (terraform-provider-aws internal/service/cloudtrail/trail.go). */
export const trail: ResourceDefinition = {
  type: "aws:cloudtrail/trail:Trail",
  inputs: {
    advancedEventSelectors: list,
    cloudWatchLogsGroupArn: {},
    cloudWatchLogsRoleArn: {},
    enableLogFileValidation: boolean,
    enableLogging: { kind: "boolean", default: true },
    eventSelectors: list,
    includeGlobalServiceEvents: { kind: "boolean", default: true },
    insightSelectors: list,
    isMultiRegionTrail: boolean,
    isOrganizationTrail: boolean,
    kmsKeyId: { pattern: /^arn:/ },
    name: { replaces: true, length: [3, 128] },
    s3BucketName: { required: true },
    s3KeyPrefix: {},
    snsTopicName: {},
    tags: { kind: "map" },
  },
  computed: ["arn", "homeRegion", "snsTopicArn"],
  nameProperty: "name",
  tagged: true,

  async create(context, inputs) {
    const Name = text(inputs, "name");
    const { TrailARN: id } = await call(context, "CreateTrail", {
      Name,
      ...settings(inputs),
      TagsList: tagList(inputs.tagsAll),
    });
    if (inputs.enableLogging !== false) {
      const started = call(context, "StartLogging", { Name: id });
      await started.catch((error: Error) => {
        // It is in the state as it was wanted, which nothing makes true but a refresh.
        const message = `starting CloudTrail Trail (${id}) logging: ${error}`;
        throw new InitializationError(message, id, { ...inputs, ...computed(context, id) });
      });
    }
    return { id, outputs: { ...inputs, ...(await readBack(read, context, id)) } };
  },
  read,

  async update(context, id, olds, news, changed) {
    const settled = [...changed].some((key) => key !== "enableLogging" && key !== "tagsAll");
    if (settled) await call(context, "UpdateTrail", { Name: id, ...settings(news) });
    await updateTags(context, id, olds, news);
    if (changed.has("enableLogging")) {
      const operation = news.enableLogging === false ? "StopLogging" : "StartLogging";
      await call(context, operation, { Name: id });
    }
    return { ...news, ...(await readBack(read, context, id)) };
  },

  async delete(context, id) {
    await unlessGone(() => call(context, "DeleteTrail", { Name: id }), gone);
  },
};

function computed({ region }: OperationContext, arn: string): Properties {
  return { arn, homeRegion: region };
}

/** As CreateTrail and UpdateTrail take them; what isn't given is taken away. */
function settings(inputs: Properties) {
  return {
    S3BucketName: text(inputs, "s3BucketName"),
    IsOrganizationTrail: inputs.isOrganizationTrail === true,
    IsMultiRegionTrail: inputs.isMultiRegionTrail === true,
    EnableLogFileValidation: inputs.enableLogFileValidation === true,
    KmsKeyId: text(inputs, "kmsKeyId"),
    CloudWatchLogsLogGroupArn: text(inputs, "cloudWatchLogsGroupArn"),
    CloudWatchLogsRoleArn: text(inputs, "cloudWatchLogsRoleArn"),
  };
}

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const found = await unlessGone(() => call(context, "GetTrail", { Name: id }), gone);
  if (!found) return undefined;
  const { Trail } = found;
  const { IsLogging } = await call(context, "GetTrailStatus", { Name: id });
  const { ResourceTagList } = await call(context, "ListTags", { ResourceIdList: [id] });
  const all = ResourceTagList[0]?.TagsList ?? [];
  const own = all.filter(({ Key, Value }) => context.defaultTags[Key] !== Value);
  return {
    arn: id,
    ...(Trail.CloudWatchLogsLogGroupArn
      ? {
          cloudWatchLogsGroupArn: Trail.CloudWatchLogsLogGroupArn,
          cloudWatchLogsRoleArn: Trail.CloudWatchLogsRoleArn,
        }
      : {}),
    enableLogFileValidation: Trail.LogFileValidationEnabled,
    enableLogging: IsLogging,
    homeRegion: Trail.HomeRegion,
    includeGlobalServiceEvents: Trail.IncludeGlobalServiceEvents,
    isMultiRegionTrail: Trail.IsMultiRegionTrail,
    isOrganizationTrail: Trail.IsOrganizationTrail,
    ...(Trail.KmsKeyId ? { kmsKeyId: Trail.KmsKeyId } : {}),
    name: Trail.Name,
    region: Trail.HomeRegion,
    s3BucketName: Trail.S3BucketName,
    ...(own.length > 0 ? { tags: tagMap(own) } : {}),
    tagsAll: tagMap(all),
  };
}

async function updateTags(
  context: OperationContext,
  ResourceId: string,
  olds: Properties,
  news: Properties,
): Promise<void> {
  const before = (olds.tagsAll ?? {}) as Record<string, string>;
  const after = (news.tagsAll ?? {}) as Record<string, string>;
  const removed = tagList(before).filter(({ Key }) => !Object.hasOwn(after, Key));
  if (removed.length > 0) await call(context, "RemoveTags", { ResourceId, TagsList: removed });
  const TagsList = tagList(after).filter(({ Key, Value }) => before[Key] !== Value);
  if (TagsList.length > 0) await call(context, "AddTags", { ResourceId, TagsList });
}
