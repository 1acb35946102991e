import { call, callIfFound } from "./awsClient.ts";
import { type Properties, type ResourceDefinition, text } from "./resource.ts";

type Tags = Readonly<Record<string, string>>;

/** An analyzer; its id is its name (terraform-provider-aws internal/service/accessanalyzer/analyzer.go). */
export const accessAnalyzer: ResourceDefinition = {
  type: "aws:accessanalyzer/analyzer:Analyzer",
  inputs: {
    analyzerName: {
      required: true,
      replaces: true,
      length: [1, 255],
      pattern: /^[A-Za-z][\w.-]*$/,
    },
    configuration: { kind: "object", replaces: true },
    tags: { kind: "map" },
    type: {
      replaces: true,
      default: "ACCOUNT",
      values: [
        "ACCOUNT",
        "ACCOUNT_INTERNAL_ACCESS",
        "ACCOUNT_UNUSED_ACCESS",
        "ORGANIZATION",
        "ORGANIZATION_INTERNAL_ACCESS",
        "ORGANIZATION_UNUSED_ACCESS",
      ],
    },
  },
  computed: ["arn"],
  tagged: true,

  async create(context, inputs) {
    const analyzerName = text(inputs, "analyzerName");
    const { arn } = await call(context, "CreateAnalyzer", {
      analyzerName,
      type: text(inputs, "type"),
      tags: inputs.tagsAll as Record<string, string>,
      ...(inputs.configuration ? { configuration: inputs.configuration as Properties } : {}),
    });
    return { id: analyzerName, outputs: { ...inputs, arn } };
  },

  async read(context, analyzerName) {
    const found = await callIfFound(context, "GetAnalyzer", { analyzerName });
    if (!found) return undefined;
    const { arn, name, type, configuration, tags } = found.analyzer;
    const own = Object.entries(tags).filter(([key, value]) => context.defaultTags[key] !== value);
    return {
      ...{ arn, analyzerName: name, type, region: context.region },
      ...(configuration && { configuration }),
      ...{ tags: Object.fromEntries(own), tagsAll: tags },
    };
  },

  /** Only tags change in place. */
  async update(context, _id, olds, news) {
    const resourceArn = text(olds, "arn");
    const [before, after] = [olds.tagsAll ?? {}, news.tagsAll ?? {}] as [Tags, Tags];
    const tagKeys = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    if (tagKeys.length > 0) await call(context, "UntagAnalyzer", { resourceArn, tagKeys });
    const added = Object.entries(after).filter(([key, value]) => before[key] !== value);
    if (added.length > 0) {
      await call(context, "TagAnalyzer", { resourceArn, tags: Object.fromEntries(added) });
    }
    return { ...olds, ...news };
  },

  async delete(context, analyzerName) {
    await callIfFound(context, "DeleteAnalyzer", { analyzerName });
  },
};
