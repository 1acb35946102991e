import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import messages from "@pulumi/pulumi/proto/resource_pb.js";
import type { Callbacks } from "./callbacks.ts";
import { setOptions, transformOptions } from "./transformOptions.ts";

/** Functions of the program that change resources and calls on their way to the provider. */
export class Transforms {
  readonly #callbacks: Callbacks;
  readonly #ofStack: Callback[] = [];
  readonly #ofCalls: Callback[] = [];
  /** Own and inherited ones of each resource, by its URN. */
  readonly #ofResources = new Map<string, readonly Callback[]>();

  constructor(callbacks: Callbacks) {
    this.#callbacks = callbacks;
  }

  addToStack(transform: Callback): void {
    this.#ofStack.push(transform);
  }

  addToCalls(transform: Callback): void {
    this.#ofCalls.push(transform);
  }

  /** Those of a resource hold for all below it. */
  remember(urn: string, request: messages.RegisterResourceRequest): void {
    this.#ofResources.set(urn, this.#upTo(request));
  }

  /** Changes the request: first by the resource's own transforms, then by its parents', then by the stack's. */
  async applyToResource(request: messages.RegisterResourceRequest): Promise<void> {
    for (const transform of [...this.#upTo(request), ...this.#ofStack]) {
      const wanted = new messages.TransformRequest();
      wanted.setName(request.getName());
      wanted.setType(request.getType());
      wanted.setCustom(request.getCustom());
      wanted.setParent(request.getParent());
      wanted.setProperties(request.getObject());
      wanted.setOptions(transformOptions(request));
      const answer = await this.#callbacks.call(transform, wanted.serializeBinary());
      const response = messages.TransformResponse.deserializeBinary(answer);
      const options = response.getOptions();
      if (options) setOptions(request, options);
      if (response.hasProperties()) request.setObject(response.getProperties());
    }
  }

  /** Changes the request. */
  async applyToCall(request: messages.ResourceInvokeRequest): Promise<void> {
    for (const transform of this.#ofCalls) {
      const options = new messages.TransformInvokeOptions();
      options.setProvider(request.getProvider());
      options.setVersion(request.getVersion());
      options.setPluginDownloadUrl(request.getPlugindownloadurl());
      const wanted = new messages.TransformInvokeRequest();
      wanted.setToken(request.getTok());
      wanted.setArgs(request.getArgs());
      wanted.setOptions(options);
      const answer = await this.#callbacks.call(transform, wanted.serializeBinary());
      const response = messages.TransformInvokeResponse.deserializeBinary(answer);
      if (response.hasArgs()) request.setArgs(response.getArgs());
      request.setProvider(response.getOptions()?.getProvider() ?? request.getProvider());
    }
  }

  #upTo(request: messages.RegisterResourceRequest): readonly Callback[] {
    const inherited = this.#ofResources.get(request.getParent()) ?? [];
    return [...request.getTransformsList(), ...inherited];
  }
}
