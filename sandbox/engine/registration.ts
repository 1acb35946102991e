import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import { fromStruct, toStruct } from "../plugin/messages.ts";
import { remoteComponentNote, remoteComponents } from "../plugin/remoteComponents.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Hooked, Hooks } from "./hooks.ts";
import type { ResourceProviders } from "./providers.ts";
import { fromRequest, type RegisteredResource } from "./registeredResource.ts";
import type { Transforms } from "./transforms.ts";
import { plainProperties, withSecrets } from "./values.ts";

type Outcome = Pick<RegisteredResource, "inputs" | "outputs"> & { id?: string };

/** What the engine needs to make resources. */
interface Parts {
  readonly providers: ResourceProviders;
  readonly diagnostics: Diagnostics;
  readonly hooks: Hooks;
  readonly transforms: Transforms;
  readonly unknownOutputs: boolean;
}

/** What the engine does when a program registers or reads a resource, in a first deployment. */
export class Registration {
  readonly resources = new Map<string, RegisteredResource>();
  /** As the SDK marked them. */
  stackOutputs: Readonly<Record<string, unknown>> = {};
  readonly #prefix: string;
  readonly #parts: Parts;
  /** By URN. */
  readonly #hooked = new Map<string, Hooked>();

  constructor(stack: { project: string; stack: string }, parts: Parts) {
    this.#prefix = `urn:pulumi:${stack.stack}::${stack.project}::`;
    this.#parts = parts;
  }

  async register(request: resourceMessages.RegisterResourceRequest) {
    const { diagnostics, transforms } = this.#parts;
    await transforms.applyToResource(request);
    const urn = this.#urn(request.getParent(), request.getType(), request.getName());
    const { values, secrets } = plainProperties(fromStruct(request.getObject()));
    const resource = fromRequest(request, urn, values);
    this.#add(resource);
    transforms.remember(urn, request);
    const secret = new Set([...secrets, ...resource.options.additionalSecretOutputs]);
    try {
      await this.#make({ resource, secrets: secret }, request.getImportid());
    } catch (error) {
      this.resources.delete(urn);
      diagnostics.addFailure((error as Error).message, urn);
      throw error;
    }
    const response = new resourceMessages.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(resource.id ?? "");
    response.setObject(toStruct(withSecrets(resource.outputs, secret)));
    return response;
  }

  async read(request: resourceMessages.ReadResourceRequest) {
    const type = request.getType();
    const urn = this.#urn(request.getParent(), type, request.getName());
    const provider = this.#parts.providers.get(request.getProvider());
    const found = await provider.read(type, request.getId());
    if (!found) throw new Error(`resource '${request.getId()}' does not exist`);
    const response = new resourceMessages.ReadResourceResponse();
    response.setUrn(urn);
    response.setProperties(toStruct(found.outputs));
    return response;
  }

  /** Only then a component is complete. */
  async setOutputs(urn: string, outputs: Readonly<Record<string, unknown>>): Promise<void> {
    const resource = this.resources.get(urn);
    if (resource) resource.outputs = plainProperties(outputs).values;
    if (resource?.type === "pulumi:pulumi:Stack") this.stackOutputs = outputs;
    const hooked = this.#hooked.get(urn);
    if (hooked) await this.#parts.hooks.afterCreate(hooked);
  }

  /** What a reference to a resource resolves to. */
  state(urn: string): object {
    const resource = this.resources.get(urn);
    if (!resource) throw new Error(`unknown resource ${urn}`);
    return { urn, id: resource.id ?? "", state: resource.outputs };
  }

  #urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const isTop = parentType === "" || parentType === "pulumi:pulumi:Stack";
    return `${this.#prefix}${isTop ? type : `${parentType}$${type}`}::${name}`;
  }

  #add(resource: RegisteredResource): void {
    if (this.resources.has(resource.urn)) {
      const message = `Duplicate resource URN '${resource.urn}'; try giving it a unique name`;
      this.#parts.diagnostics.addFailure(message, resource.urn);
      throw new Error(message);
    }
    this.resources.set(resource.urn, resource);
  }

  async #make(hooked: Hooked, importId: string): Promise<void> {
    const { resource } = hooked;
    const { hooks } = this.#parts;
    if (resource.remote) {
      Object.assign(resource, this.#makeRemote(resource));
    } else if (!resource.custom) {
      await hooks.beforeCreate(hooked);
      this.#hooked.set(resource.urn, hooked);
    } else if (importId) {
      Object.assign(resource, await this.#import(resource, importId));
    } else {
      resource.inputs = this.#check(resource);
      await hooks.beforeCreate(hooked);
      Object.assign(resource, await hooks.create(hooked, () => this.#create(resource)));
      await hooks.afterCreate(hooked);
    }
  }

  #makeRemote({ type, urn, inputs }: RegisteredResource): Outcome {
    if (!remoteComponents.has(type)) throw new Error(`the sandbox has no component "${type}"`);
    this.#parts.diagnostics.add("info", remoteComponentNote(type), urn);
    return { inputs, outputs: {} };
  }

  /** Inputs with the provider's defaults. */
  #check(resource: RegisteredResource): Outcome["inputs"] {
    const { type, name, urn, inputs: news } = resource;
    if (isBuiltIn(type)) return news;
    const about = { name, news, seed: urn };
    const { inputs, failures } = this.#provider(resource).check(type, about);
    if (failures.length === 0) return inputs;
    const reasons = failures.map(({ reason, property }) => {
      return `${type} resource '${name}' has a problem: ${reason}. Examine values at '${name}.${property}'.`;
    });
    throw new Error(reasons.join("\n"));
  }

  async #import(resource: RegisteredResource, id: string): Promise<Outcome> {
    const inputs = this.#check(resource);
    const found = await this.#provider(resource).read(resource.type, id);
    if (!found) throw new Error(`resource '${id}' does not exist`);
    return { inputs, ...found };
  }

  async #create(resource: RegisteredResource): Promise<Omit<Outcome, "inputs">> {
    const { type, urn, name, inputs } = resource;
    if (type.startsWith(PROVIDERS)) {
      return { id: this.#parts.providers.register(urn, type, inputs), outputs: inputs };
    }
    if (type === STASH) return { id: name, outputs: { ...inputs, output: inputs.input } };
    const provider = this.#provider(resource);
    if (this.#parts.unknownOutputs) return { outputs: provider.previewCreate(type, inputs) };
    return await provider.create(type, inputs);
  }

  #provider({ provider }: RegisteredResource) {
    return this.#parts.providers.get(provider ?? "");
  }
}

const PROVIDERS = "pulumi:providers:";
const STASH = "pulumi:index:Stash";

/** Whether the engine itself makes it. */
function isBuiltIn(type: string): boolean {
  return type === STASH || type.startsWith(PROVIDERS);
}
