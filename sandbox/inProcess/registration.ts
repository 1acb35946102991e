import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import { fromStruct, toStruct } from "../plugin/messages.ts";
import { remoteComponentNote, remoteComponents } from "../plugin/remoteComponents.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Providers } from "./providers.ts";
import { fromRequest, type RegisteredResource } from "./registeredResource.ts";
import { plainProperties, withSecrets } from "./values.ts";

type Outcome = Pick<RegisteredResource, "inputs" | "outputs"> & { id?: string };

/** What the engine does when a program registers or reads a resource, in a first deployment. */
export class Registration {
  readonly resources = new Map<string, RegisteredResource>();
  /** As the SDK marked them. */
  stackOutputs: Readonly<Record<string, unknown>> = {};
  readonly #prefix: string;
  readonly #providers: Providers;
  readonly #diagnostics: Diagnostics;
  readonly #unknownOutputs: boolean;

  constructor(
    stack: { project: string; stack: string },
    providers: Providers,
    diagnostics: Diagnostics,
    unknownOutputs: boolean,
  ) {
    this.#prefix = `urn:pulumi:${stack.stack}::${stack.project}::`;
    this.#providers = providers;
    this.#diagnostics = diagnostics;
    this.#unknownOutputs = unknownOutputs;
  }

  async register(request: resourceMessages.RegisterResourceRequest) {
    const urn = this.#urn(request.getParent(), request.getType(), request.getName());
    const { values, secrets } = plainProperties(fromStruct(request.getObject()));
    const resource = fromRequest(request, urn, values);
    this.#add(resource);
    try {
      Object.assign(resource, await this.#make(resource, request.getImportid()));
    } catch (error) {
      this.resources.delete(urn);
      this.#diagnostics.addFailure((error as Error).message, urn);
      throw error;
    }
    const response = new resourceMessages.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(resource.id ?? "");
    const secret = new Set([...secrets, ...resource.options.additionalSecretOutputs]);
    response.setObject(toStruct(withSecrets(resource.outputs, secret)));
    return response;
  }

  async read(request: resourceMessages.ReadResourceRequest) {
    const type = request.getType();
    const urn = this.#urn(request.getParent(), type, request.getName());
    const { provider } = this.#providers.get(request.getProvider());
    const found = await provider.read(type, request.getId());
    if (!found) throw new Error(`resource '${request.getId()}' does not exist`);
    const response = new resourceMessages.ReadResourceResponse();
    response.setUrn(urn);
    response.setProperties(toStruct(found.outputs));
    return response;
  }

  setOutputs(urn: string, outputs: Readonly<Record<string, unknown>>): void {
    const resource = this.resources.get(urn);
    if (resource) resource.outputs = plainProperties(outputs).values;
    if (resource?.type === "pulumi:pulumi:Stack") this.stackOutputs = outputs;
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
      this.#diagnostics.addFailure(message, resource.urn);
      throw new Error(message);
    }
    this.resources.set(resource.urn, resource);
  }

  async #make(resource: RegisteredResource, importId: string): Promise<Outcome> {
    const { type, urn, inputs } = resource;
    if (resource.remote) return this.#makeRemote(resource);
    if (!resource.custom) return { inputs, outputs: {} };
    if (type.startsWith("pulumi:providers:")) {
      return { id: this.#providers.register(urn, type, inputs), inputs, outputs: inputs };
    }
    if (type === "pulumi:index:Stash") {
      return { id: resource.name, inputs, outputs: { ...inputs, output: inputs.input } };
    }
    return this.#makeCustom(resource, importId);
  }

  #makeRemote({ type, urn, inputs }: RegisteredResource): Outcome {
    if (!remoteComponents.has(type)) throw new Error(`the sandbox has no component "${type}"`);
    this.#diagnostics.add("info", remoteComponentNote(type), urn);
    return { inputs, outputs: {} };
  }

  async #makeCustom(resource: RegisteredResource, importId: string): Promise<Outcome> {
    const { type, name, urn } = resource;
    const { provider } = this.#providers.get(resource.provider ?? "");
    const { inputs, failures } = provider.check(type, { name, news: resource.inputs, seed: urn });
    if (failures.length > 0) {
      const reasons = failures.map(({ reason, property }) => {
        return `${type} resource '${name}' has a problem: ${reason}. Examine values at '${name}.${property}'.`;
      });
      throw new Error(reasons.join("\n"));
    }
    if (importId) {
      const found = await provider.read(type, importId);
      if (!found) throw new Error(`resource '${importId}' does not exist`);
      return { inputs, ...found };
    }
    if (this.#unknownOutputs) return { inputs, outputs: provider.previewCreate(type, inputs) };
    return { inputs, ...(await provider.create(type, inputs)) };
  }
}
