import { invoke } from "../functions/functionDefinitions.ts";
import { providerConfiguration } from "../plugin/configuration.ts";
import { Provider } from "../resources/provider.ts";
import type { ProviderConfiguration } from "../resources/resource.ts";
import { uuid } from "../world/identifiers.ts";
import type { World } from "../world/world.ts";

/** What the engine asks of a provider in a first deployment. */
export type ResourceProvider = Pick<Provider, "check" | "create" | "previewCreate" | "read">;

/** The providers of a deployment. */
export interface ResourceProviders {
  /** Notes a provider resource, and answers its id. */
  register(urn: string, type: string, inputs: Readonly<Record<string, unknown>>): string;
  /** By reference (`urn::id`); an empty one means the default provider. */
  get(reference: string): ResourceProvider;
}

interface Configured {
  readonly provider: Provider;
  readonly configuration: ProviderConfiguration;
}

/** The sandbox's providers, and the default provider that the stack configuration makes. */
export class SandboxProviders implements ResourceProviders {
  readonly #world: World;
  readonly #config: Readonly<Record<string, string>>;
  readonly #explicit = new Map<string, Configured>();
  #default: Configured | undefined;

  constructor(world: World, config: Readonly<Record<string, string>>) {
    this.#world = world;
    this.#config = config;
  }

  register(urn: string, type: string, inputs: Readonly<Record<string, unknown>>): string {
    const id = uuid(`provider ${urn}`);
    if (type === "pulumi:providers:aws") {
      this.#explicit.set(`${urn}::${id}`, this.#configured(inputs));
    }
    return id;
  }

  get(reference: string): Provider {
    return this.#find(reference).provider;
  }

  /** Answers a function. */
  invoke(token: string, args: Readonly<Record<string, unknown>>, reference: string): object {
    return invoke(this.#world, token, args, this.#find(reference).configuration);
  }

  #find(reference: string): Configured {
    const explicit = this.#explicit.get(reference);
    if (explicit) return explicit;
    this.#default ??= this.#configured({
      region: this.#config["aws:region"],
      defaultTags: this.#config["aws:defaultTags"],
      maxRetries: this.#config["aws:maxRetries"],
    });
    return this.#default;
  }

  #configured(args: Readonly<Record<string, unknown>>): Configured {
    const configuration = providerConfiguration(args);
    return { provider: new Provider(this.#world, configuration), configuration };
  }
}
