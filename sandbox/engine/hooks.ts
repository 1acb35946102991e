import messages from "@pulumi/pulumi/proto/resource_pb.js";
import { toStruct } from "../plugin/messages.ts";
import type { Callbacks } from "./callbacks.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { RegisteredResource } from "./registeredResource.ts";
import { withSecrets } from "./values.ts";

/** How often the engine lets an error hook ask for another try (pulumi pkg/resource/deploy/retries.go). */
const MAXIMUM_FAILURES = 100;

/** A resource whose hooks are run, with the names of the properties that hold a secret. */
export interface Hooked {
  readonly resource: RegisteredResource;
  readonly secrets: ReadonlySet<string>;
}

/** Hooks that the program registered, and what the engine does with their answers when it creates a resource. */
export class Hooks {
  readonly #callbacks: Callbacks;
  readonly #diagnostics: Diagnostics;
  readonly #isPreview: boolean;
  readonly #resourceHooks = new Map<string, messages.RegisterResourceHookRequest>();
  readonly #errorHooks = new Map<string, messages.RegisterErrorHookRequest>();

  constructor(callbacks: Callbacks, diagnostics: Diagnostics, isPreview: boolean) {
    this.#callbacks = callbacks;
    this.#diagnostics = diagnostics;
    this.#isPreview = isPreview;
  }

  addResourceHook(request: messages.RegisterResourceHookRequest): void {
    this.#refuseDuplicate(request.getName());
    this.#resourceHooks.set(request.getName(), request);
  }

  addErrorHook(request: messages.RegisterErrorHookRequest): void {
    this.#refuseDuplicate(request.getName());
    this.#errorHooks.set(request.getName(), request);
  }

  /** @throws when a hook refuses, or the resource names one that was not registered */
  async beforeCreate(hooked: Hooked): Promise<void> {
    await this.#run("beforeCreate", "before", hooked);
  }

  /** The resource exists by now: a failing hook is an error of the deployment, and the resource stays. */
  async afterCreate(hooked: Hooked): Promise<void> {
    try {
      await this.#run("afterCreate", "after", hooked);
    } catch (error) {
      this.#diagnostics.add("error", (error as Error).message, hooked.resource.urn);
    }
  }

  /** Creates, again and again as long as an error hook asks for it. */
  async create<T>(hooked: Hooked, work: () => Promise<T>): Promise<T> {
    const { urn, options } = hooked.resource;
    const failures: string[] = [];
    for (;;) {
      try {
        return await work();
      } catch (error) {
        failures.unshift((error as Error).message);
        if (failures.length >= MAXIMUM_FAILURES) {
          throw new Error(`maximum number of error hook retries (${MAXIMUM_FAILURES}) reached`);
        }
        if (!(await this.#isRetryWanted(options.hooks?.onError ?? [], hooked, failures))) {
          throw error;
        }
        const tries = `${failures.length}/${MAXIMUM_FAILURES}`;
        const message = `retrying create due to on-error hook request (${tries})`;
        this.#diagnostics.add("warning", message, urn);
      }
    }
  }

  async #run(kind: "beforeCreate" | "afterCreate", when: string, hooked: Hooked): Promise<void> {
    for (const name of hooked.resource.options.hooks?.[kind] ?? []) {
      const hook = this.#resourceHooks.get(name);
      if (!hook) throw new Error(`hook "${name}" was not registered`);
      if (this.#isPreview && !hook.getOnDryRun()) continue;
      const failure = await this.#ask(hook, hooked, kind);
      if (failure === "") continue;
      if (!hook.getIgnoreErrors()) throw new Error(`${when} hook "${name}" failed: ${failure}`);
      const message = `${kind} hook "${name}" failed: ${failure}`;
      this.#diagnostics.add("warning", message, hooked.resource.urn);
    }
  }

  async #ask(
    hook: messages.RegisterResourceHookRequest,
    { resource, secrets }: Hooked,
    kind: "beforeCreate" | "afterCreate",
  ): Promise<string> {
    const request = about(new messages.ResourceHookRequest(), resource, secrets);
    if (kind === "afterCreate") {
      request.setNewOutputs(toStruct(withSecrets(resource.outputs, secrets)));
    }
    const answer = await this.#call(hook, request.serializeBinary());
    return messages.ResourceHookResponse.deserializeBinary(answer).getError();
  }

  /** @param failures of all tries, the last one first */
  async #isRetryWanted(
    names: readonly string[],
    { resource, secrets }: Hooked,
    failures: string[],
  ): Promise<boolean> {
    let wanted = false;
    for (const name of names) {
      const hook = this.#errorHooks.get(name);
      if (!hook) throw failed(`error hook "${name}" was not registered`);
      const request = about(new messages.ErrorHookRequest(), resource, secrets);
      request.setFailedOperation("create");
      request.setErrorsList(failures);
      const answer = await this.#call(hook, request.serializeBinary());
      const response = messages.ErrorHookResponse.deserializeBinary(answer);
      const error = response.getError();
      if (error !== "") throw failed(`error hook "${name}" failed: ${error}`);
      wanted ||= response.getRetry();
    }
    return wanted;
  }

  async #call(
    hook: messages.RegisterResourceHookRequest | messages.RegisterErrorHookRequest,
    request: Uint8Array,
  ): Promise<Uint8Array> {
    const callback = hook.getCallback();
    if (!callback) throw new Error(`hook "${hook.getName()}" has no function`);
    return await this.#callbacks.call(callback, request);
  }

  #refuseDuplicate(name: string): void {
    if (this.#resourceHooks.has(name) || this.#errorHooks.has(name)) {
      throw new Error(`resource hook already registered for name "${name}"`);
    }
  }
}

function failed(message: string): Error {
  return new Error(`error hooks execution failed: ${message}`);
}

function about<Request extends messages.ResourceHookRequest | messages.ErrorHookRequest>(
  request: Request,
  { urn, id = "", name, type, inputs }: RegisteredResource,
  secrets: ReadonlySet<string>,
): Request {
  request.setUrn(urn);
  request.setId(id);
  request.setName(name);
  request.setType(type);
  request.setNewInputs(toStruct(withSecrets(inputs, secrets)));
  return request;
}
