import * as model from "@aws-sdk/client-config-service";
import { json } from "../protocols/json.ts";
import type { Service } from "./service.ts";

/** The provider calls these past the endpoint, each by one recorder's or channel's name. */
export const config: Service = {
  name: "config",
  protocol: json,
  target: "StarlingDoveService",
  model,
  paging: {
    token: "NextToken",
    maximum: 100,
    usual: 100,
    wrongToken: "InvalidNextTokenException",
  },
  operations: {
    DescribeConfigurationRecorders: { call: "ListConfigurationRecorders" },
    DescribeConfigurationRecorderStatus: { call: "ListConfigurationRecorderStatus" },
    DescribeDeliveryChannelStatus: { call: "ListDeliveryChannelStatus" },
    StopConfigurationRecorder: { call: "StopRecorder" },
  },
};
