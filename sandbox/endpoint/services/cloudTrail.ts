import * as model from "@aws-sdk/client-cloudtrail";
import { json } from "../protocols/json.ts";
import { lists, type Service, same } from "./service.ts";

export const cloudTrail: Service = {
  name: "cloudtrail",
  protocol: json,
  target: "CloudTrail_20131101",
  model,
  paging: {
    token: "NextToken",
    maximum: 1000,
    usual: 100,
    wrongToken: "InvalidNextTokenException",
  },
  operations: {
    ...lists({ ListTrails: "Trails" }),
    ...same("DescribeTrails", "GetEventSelectors", "GetTrail", "GetTrailStatus"),
    ...same("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
  },
  errors: { ResourceNotFoundException: "TrailNotFoundException" },
};
