import { flushCompileCache } from "node:module";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { type Handler, Server } from "../grpc.ts";

/**
 * Serves a resource provider on a free port and prints it, which is how the engine finds it.
 * Methods without a handler are answered as unimplemented.
 */
export function serve(handlers: Readonly<Record<string, Handler>>): void {
  void Server.start([[services.ResourceProviderService, handlers]]).then(({ port }) => {
    console.log(String(port));
    // The engine kills its plugins, and node would write the cache on its way out.
    flushCompileCache();
  });
}
