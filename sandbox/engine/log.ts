import { stripVTControlCharacters } from "node:util";
import type engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Handler } from "../grpc.ts";
import type { Diagnostics } from "./diagnostics.ts";

const SEVERITIES = ["debug", "info", "warning", "error"] as const;

/** The engine's own service, which takes what the program and the SDK say. */
export function engineHandlers(diagnostics: Diagnostics): Readonly<Record<string, Handler>> {
  let root = "";
  return {
    log(request: engineMessages.LogRequest) {
      const severity = SEVERITIES[request.getSeverity()] ?? "info";
      const message = stripVTControlCharacters(request.getMessage());
      if (severity === "error") diagnostics.addError(message, request.getUrn());
      else if (severity !== "debug") diagnostics.add(severity, message, request.getUrn());
      return new empty.Empty();
    },
    getRootResource() {
      const response = new engine.GetRootResourceResponse();
      response.setUrn(root);
      return response;
    },
    setRootResource(request: engineMessages.SetRootResourceRequest) {
      root = request.getUrn();
      return new engine.SetRootResourceResponse();
    },
  };
}
