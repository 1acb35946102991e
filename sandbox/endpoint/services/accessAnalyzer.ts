import * as model from "@aws-sdk/client-accessanalyzer";
import { restJson } from "../protocols/restJson.ts";
import { lists, type Service, same } from "./service.ts";

export const accessAnalyzer: Service = {
  name: "access-analyzer",
  protocol: restJson,
  model,
  paging: {
    token: "nextToken",
    size: "maxResults",
    maximum: 1000,
    usual: 100,
    wrongToken: "ValidationException",
  },
  operations: {
    ...lists({ ListAnalyzers: "analyzers" }),
    ...same("GetAnalyzer", "CreateAnalyzer", "DeleteAnalyzer"),
    TagResource: { call: "TagAnalyzer" },
    UntagResource: { call: "UntagAnalyzer" },
  },
};
