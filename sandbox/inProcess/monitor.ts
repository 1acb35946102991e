import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import mocks from "@pulumi/pulumi/runtime/mocks.js";
import { invoke } from "../functions/table.ts";
import { fromStruct, toStruct } from "../plugin/messages.ts";
import type { World } from "../world/world.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Providers } from "./providers.ts";
import type { Registration } from "./registration.ts";
import { plain } from "./values.ts";

type Callback = (error: unknown, response: unknown) => void;

/**
 * The SDK's own in-process monitor, which tells features and packages, with the engine's part of
 * registering, reading and invoking in place of mocks.
 */
export class Monitor extends mocks.MockMonitor {
  readonly #world: World;
  readonly #providers: Providers;
  readonly #registration: Registration;
  readonly #diagnostics: Diagnostics;

  constructor(
    world: World,
    providers: Providers,
    registration: Registration,
    diagnostics: Diagnostics,
  ) {
    super({ call: unused, newResource: unused });
    this.#world = world;
    this.#providers = providers;
    this.#registration = registration;
    this.#diagnostics = diagnostics;
  }

  override async invoke(request: resourceMessages.ResourceInvokeRequest, callback: Callback) {
    await answer(callback, async () => {
      const args = plain(fromStruct(request.getArgs())) as Record<string, unknown>;
      const response = new resourceMessages.ResourceInvokeResponse();
      response.setReturn(toStruct(this.#invoke(request, args)));
      return response;
    });
  }

  override async registerResource(
    request: resourceMessages.RegisterResourceRequest,
    callback: Callback,
  ) {
    await answer(callback, () => this.#registration.register(request));
  }

  override async readResource(request: resourceMessages.ReadResourceRequest, callback: Callback) {
    await answer(callback, () => this.#registration.read(request));
  }

  override registerResourceOutputs(
    request: resourceMessages.RegisterResourceOutputsRequest,
    callback: Callback,
  ) {
    this.#registration.setOutputs(request.getUrn(), fromStruct(request.getOutputs()));
    callback(null, {});
  }

  /** Hooks run before and after changes of a deployment: a first deployment in this process runs none. */
  registerResourceHook(_request: unknown, callback: Callback) {
    callback(null, {});
  }

  registerErrorHook(_request: unknown, callback: Callback) {
    callback(null, {});
  }

  override registerStackTransform(request: unknown, callback: Callback) {
    this.#diagnostics.add("warning", "transforms do not run without a Pulumi CLI");
    super.registerStackTransform(request, callback);
  }

  #invoke(request: resourceMessages.ResourceInvokeRequest, args: Record<string, unknown>): object {
    const token = request.getTok();
    if (token === "pulumi:pulumi:getResource") return this.#registration.state(String(args.urn));
    // A first deployment has no state.
    if (token === "pulumi:pulumi:readStackResourceOutputs") return { outputs: {} };
    const { region } = this.#providers.get(request.getProvider()).configuration;
    try {
      return invoke(this.#world, token, args, region);
    } catch (error) {
      const { message } = error as Error;
      throw new Error(`invocation of ${token} returned an error: ${message}`, { cause: error });
    }
  }
}

async function answer(callback: Callback, work: () => Promise<unknown>): Promise<void> {
  try {
    callback(null, await work());
  } catch (error) {
    // The SDK reads gRPC errors: it takes the text of failed functions from `details`.
    callback(Object.assign(error as Error, { details: (error as Error).message }), undefined);
  }
}

function unused(): never {
  throw new Error("the sandbox answers instead of mocks");
}
