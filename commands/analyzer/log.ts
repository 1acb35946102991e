import * as grpc from "@grpc/grpc-js";
import engineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";

/**
 * Serves the part of the engine that a pack's host talks to: its log.
 *
 * @param output gets all but debug messages
 * @returns the address
 */
export async function serveEngineLog(server: grpc.Server, output: string[]): Promise<string> {
  server.addService(engineService.EngineService as grpc.ServiceDefinition, {
    log: (
      call: grpc.ServerUnaryCall<LogRequest, empty.Empty>,
      callback: grpc.sendUnaryData<empty.Empty>,
    ) => {
      // Severity 0 is debug.
      if (call.request.getSeverity() > 0) output.push(`${call.request.getMessage()}\n`);
      callback(null, new empty.Empty());
    },
  });
  return await new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(`127.0.0.1:${port}`);
    });
  });
}
