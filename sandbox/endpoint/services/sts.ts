import * as model from "@aws-sdk/client-sts";
import { query } from "../protocols/query.ts";
import { iam } from "./iam.ts";
import { type Service, same } from "./service.ts";

export const sts: Service = {
  name: "sts",
  protocol: query,
  version: "2011-06-15",
  xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  model,
  paging: iam.paging,
  operations: same("AssumeRole", "AssumeRoot", "GetCallerIdentity"),
  errors: {
    ...iam.errors,
    ExpiredTokenException: "ExpiredTokenException",
    InternalServerException: "InternalFailure",
  },
};
