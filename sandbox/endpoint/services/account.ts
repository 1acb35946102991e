import * as model from "@aws-sdk/client-account";
import { restJson } from "../protocols/restJson.ts";
import { type Service, same } from "./service.ts";

export const account: Service = {
  name: "account",
  protocol: restJson,
  model,
  paging: {
    token: "NextToken",
    size: "MaxResults",
    maximum: 50,
    usual: 50,
    wrongToken: "ValidationException",
  },
  operations: same(
    "GetAlternateContact",
    "PutAlternateContact",
    "DeleteAlternateContact",
    "GetContactInformation",
  ),
  errors: { ThrottlingException: "TooManyRequestsException" },
};
