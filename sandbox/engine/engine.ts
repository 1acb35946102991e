import engineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import monitorService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { Server } from "../grpc.ts";
import { Callbacks } from "./callbacks.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Hooks } from "./hooks.ts";
import { engineHandlers } from "./log.ts";
import { type Invoke, monitorHandlers } from "./monitor.ts";
import type { ResourceProviders } from "./providers.ts";
import { Registration } from "./registration.ts";
import { Transforms } from "./transforms.ts";

/** What a program is told about the deployment that it is part of. */
export interface Operation {
  readonly project: string;
  readonly stack: string;
  /** Stack configuration: `namespace:key` to a text, or to JSON text. Configures the providers, too. */
  readonly config: Readonly<Record<string, string>>;
  /** What `pulumi.runtime.isDryRun()` answers. */
  readonly preview: boolean;
}

/** What answers instead of provider plugins. */
export interface Plugins {
  readonly providers: ResourceProviders;
  readonly invoke: Invoke;
}

/**
 * Pulumi's engine as far as a first deployment needs it, for machines without a Pulumi CLI: it speaks the engine's
 * own protocol (pulumi proto/pulumi/resource.proto and engine.proto) on this machine, and calls no plugins.
 */
export class Engine {
  readonly registration: Registration;
  readonly diagnostics: Diagnostics;
  readonly #server: Server;
  readonly #callbacks: Callbacks;

  private constructor(
    registration: Registration,
    diagnostics: Diagnostics,
    server: Server,
    callbacks: Callbacks,
  ) {
    this.registration = registration;
    this.diagnostics = diagnostics;
    this.#server = server;
    this.#callbacks = callbacks;
  }

  /** @param unknownOutputs leaves whatever AWS decides unknown, as a preview does */
  static async start(
    operation: Operation,
    { providers, invoke }: Plugins,
    unknownOutputs: boolean,
  ): Promise<Engine> {
    const diagnostics = new Diagnostics();
    const callbacks = new Callbacks();
    const hooks = new Hooks(callbacks, diagnostics, operation.preview);
    const transforms = new Transforms(callbacks);
    const registration = new Registration(operation, {
      providers,
      diagnostics,
      hooks,
      transforms,
      unknownOutputs,
    });
    const server = await Server.start([
      [
        monitorService.ResourceMonitorService,
        monitorHandlers({ registration, hooks, transforms, invoke }),
      ],
      [engineService.EngineService, engineHandlers(diagnostics)],
    ]);
    return new Engine(registration, diagnostics, server, callbacks);
  }

  /** Of both services. */
  get address(): string {
    return `127.0.0.1:${this.#server.port}`;
  }

  stop(): void {
    this.#callbacks.close();
    this.#server.stop();
  }
}
