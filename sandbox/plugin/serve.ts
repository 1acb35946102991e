import * as grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";

/** Answers one kind of request. Errors become the call's error. */
export type Handler = (request: never) => unknown;

/**
 * Serves a resource provider on a free port and prints it, which is how the engine finds it.
 * Methods without a handler are answered as unimplemented.
 */
export function serve(handlers: Readonly<Record<string, Handler>>): void {
  const limit = 400 * 1024 * 1024;
  const server = new grpc.Server({
    "grpc.max_receive_message_length": limit,
    "grpc.max_send_message_length": limit,
  });
  const methods = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, unary(handler)]),
  );
  server.addService(services.ResourceProviderService, methods);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(String(port));
  });
}

/** The engine's own address: the first argument that is not an option. */
export function engineAddress(): string {
  return process.argv.slice(2).find((argument) => /:\d+$/.test(argument)) ?? "";
}

function unary(handler: Handler): grpc.UntypedHandleCall {
  const answer: grpc.handleUnaryCall<never, unknown> = async (call, callback) => {
    try {
      callback(null, await handler(call.request));
    } catch (error) {
      callback(toStatus(error));
    }
  };
  return answer as grpc.UntypedHandleCall;
}

function toStatus(error: unknown): Partial<grpc.StatusObject> {
  if (isStatus(error)) return error;
  const details = error instanceof Error ? error.message : String(error);
  return { code: grpc.status.UNKNOWN, details };
}

function isStatus(error: unknown): error is Partial<grpc.StatusObject> {
  return typeof error === "object" && error !== null && "code" in error && "details" in error;
}
