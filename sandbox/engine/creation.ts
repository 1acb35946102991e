import type { Diagnostics } from "./diagnostics.ts";
import type { Hooked, Hooks } from "./hooks.ts";
import type { ResourceProvider, ResourceProviders } from "./providers.ts";
import type { RegisteredResource } from "./registeredResource.ts";

type Outcome = Pick<RegisteredResource, "inputs" | "outputs"> & { id?: string };

/** What the engine needs to make resources. */
export interface CreationParts {
  readonly providers: ResourceProviders;
  readonly diagnostics: Diagnostics;
  readonly hooks: Hooks;
  /** Leaves whatever AWS decides unknown, as a preview does. */
  readonly unknownOutputs: boolean;
}

/** Makes resources as their kind wants it: by providers, by the engine itself, or not at all. */
export class Creation {
  readonly #parts: CreationParts;

  constructor(parts: CreationParts) {
    this.#parts = parts;
  }

  /** @param importId of what exists, or empty */
  async make(hooked: Hooked, importId: string): Promise<void> {
    const { resource } = hooked;
    const { hooks } = this.#parts;
    if (!resource.custom) {
      await hooks.beforeCreate(hooked);
    } else if (importId) {
      Object.assign(resource, await this.#import(resource, importId));
    } else {
      resource.inputs = this.#check(resource);
      await hooks.beforeCreate(hooked);
      Object.assign(resource, await hooks.create(hooked, () => this.#create(resource)));
      await hooks.afterCreate(hooked);
    }
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

  #provider({ provider }: RegisteredResource): ResourceProvider {
    return this.#parts.providers.get(provider ?? "");
  }
}

const PROVIDERS = "pulumi:providers:";
/** Keeps a value in the state. */
export const STASH = "pulumi:index:Stash";

/** Whether the engine itself makes it. */
function isBuiltIn(type: string): boolean {
  return type === STASH || type.startsWith(PROVIDERS);
}
