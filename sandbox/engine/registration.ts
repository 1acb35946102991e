import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import { fromStruct, toStruct } from "../plugin/messages.ts";
import { childRequest, remoteComponent } from "../plugin/remoteComponents.ts";
import { Creation, type CreationParts, STASH } from "./creation.ts";
import type { Hooked } from "./hooks.ts";
import { fromRequest, type RegisteredResource } from "./registeredResource.ts";
import type { Transforms } from "./transforms.ts";
import { plainProperties, withSecrets } from "./values.ts";

interface Parts extends CreationParts {
  readonly transforms: Transforms;
}

/** What the engine does when a program registers or reads a resource, in a first deployment. */
export class Registration {
  readonly resources = new Map<string, RegisteredResource>();
  /** As the SDK marked them. */
  stackOutputs: Readonly<Record<string, unknown>> = {};
  readonly #prefix: string;
  readonly #parts: Parts;
  readonly #creation: Creation;
  /** Components that are not complete yet, by URN. */
  readonly #components = new Map<string, Hooked>();

  constructor(stack: { project: string; stack: string }, parts: Parts) {
    this.#prefix = `urn:pulumi:${stack.stack}::${stack.project}::`;
    this.#parts = parts;
    this.#creation = new Creation(parts);
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
    if (resource.type === STASH && secret.has("input")) secret.add("output");
    try {
      const hooked = { resource, secrets: secret };
      await this.#creation.make(hooked, request.getImportid());
      if (resource.remote) await this.#construct(request, urn);
      else if (!resource.custom) this.#components.set(urn, hooked);
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

  /** Makes what a provider makes in a component. */
  async #construct(request: resourceMessages.RegisterResourceRequest, urn: string) {
    const construct = remoteComponent(request.getType());
    const owner = {
      urn,
      provider: request.getProvidersMap().get("aws") ?? "",
      inputDependencies: [...request.getPropertydependenciesMap().entries()],
    };
    await construct(request.getName(), fromStruct(request.getObject()), async (child) => {
      const made = await this.register(childRequest(child, owner));
      return { urn: made.getUrn(), outputs: plainProperties(fromStruct(made.getObject())).values };
    });
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
    const component = this.#components.get(urn);
    if (component) await this.#parts.hooks.afterCreate(component);
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
}
