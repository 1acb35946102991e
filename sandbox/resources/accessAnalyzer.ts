import { call, callIfFound } from "./awsClient.ts";
import { type ResourceDefinition, text } from "./resource.ts";

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
    });
    return { id: analyzerName, outputs: { ...inputs, arn } };
  },

  /** Configuration and tags aren't kept in AWS here: they are as the state has them. */
  async read(context, analyzerName, outputs) {
    const found = await callIfFound(context, "GetAnalyzer", { analyzerName });
    if (!found) return undefined;
    const { arn, name, type } = found.analyzer;
    return { ...outputs, arn, analyzerName: name, type, region: context.region };
  },

  /** Only tags change in place. */
  async update(_context, _id, olds, news) {
    return { ...olds, ...news };
  },

  async delete(context, analyzerName) {
    await callIfFound(context, "DeleteAnalyzer", { analyzerName });
  },
};
