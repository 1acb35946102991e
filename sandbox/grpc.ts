import * as grpc from "@grpc/grpc-js";

/** Answers one kind of request. Errors become the call's error. */
export type Handler = (request: never) => unknown;

/** As Pulumi's own: whole stacks go in one message, and a call may wait long for its turn. */
export const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
  "grpc.server_max_unrequested_time_in_server": 30 * 60,
};

/** Serves on a free port of this machine. */
export class Server {
  readonly port: number;
  readonly #server: grpc.Server;

  private constructor(server: grpc.Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Methods without a handler are answered as unimplemented. */
  static async start(
    services: readonly (readonly [object, Readonly<Record<string, Handler>>])[],
  ): Promise<Server> {
    const server = new grpc.Server(CHANNEL_OPTIONS);
    for (const [service, handlers] of services) {
      const methods = Object.entries(handlers).map(([name, handler]) => [name, unary(handler)]);
      server.addService(service as grpc.ServiceDefinition, Object.fromEntries(methods));
    }
    return await new Promise((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(new Server(server, port));
      });
    });
  }

  /** Ends all calls. */
  stop(): void {
    this.#server.forceShutdown();
  }
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
