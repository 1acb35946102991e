import { WaitTimeout } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";
import { type CheckedResource, check } from "./check.ts";
import { diff, type ResourceDiff } from "./diff.ts";
import {
  type CheckFailure,
  InitializationError,
  type OperationContext,
  type Properties,
  type ProviderConfiguration,
} from "./resource.ts";
import { resourceDefinition } from "./resourceDefinitions.ts";
import { unknownValue } from "./unknown.ts";

/** The provider's `maxRetries`, unless it is configured. */
const defaultMaxRetries = 25;

/** The AWS provider, apart from how the engine talks to it. */
export class Provider {
  readonly #world: World;
  readonly #configuration: ProviderConfiguration;

  constructor(world: World, configuration: ProviderConfiguration) {
    this.#world = world;
    this.#configuration = configuration;
  }

  check(
    type: string,
    resource: CheckedResource,
  ): { inputs: Properties; failures: readonly CheckFailure[] } {
    return check(resourceDefinition(type), this.#configuration, resource);
  }

  diff(type: string, olds: Properties, news: Properties): ResourceDiff {
    return diff(resourceDefinition(type), olds, news);
  }

  /** What a resource will be like once it exists. */
  previewCreate(type: string, inputs: Properties): Properties {
    const { computed } = resourceDefinition(type);
    const unknown = computed.map((key) => [key, unknownValue]);
    return withoutDefaults({ ...Object.fromEntries(unknown), ...inputs });
  }

  async create(type: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const definition = resourceDefinition(type);
    const work = definition.create(this.#context(inputs), withoutDefaults(inputs));
    const { id, outputs } = await named(`creating ${type}`, work);
    return { id, outputs: withoutDefaults(outputs) };
  }

  /** Answers undefined for a resource that is gone. An id may end in `@region`. */
  async read(
    type: string,
    id: string,
    outputs?: Properties,
  ): Promise<{ id: string; outputs: Properties } | undefined> {
    const [bare = id, region] = id.split(/@(?=[a-z]{2,}-[a-z-]+-\d$)/);
    const context = this.#context({ region: region ?? outputs?.region });
    const found = await resourceDefinition(type).read(context, bare, outputs);
    return found && { id: bare, outputs: found };
  }

  /** The inputs that a read resource would have been made with, so that a refresh shows no difference by itself. */
  inputsOf(type: string, outputs: Properties, oldInputs: Properties = {}): Properties {
    const { inputs, tagged } = resourceDefinition(type);
    const keys = [...Object.keys(inputs), "region", ...(tagged ? ["tagsAll"] : [])];
    const given = keys.filter((key) => outputs[key] !== undefined);
    const values = Object.fromEntries(given.map((key) => [key, outputs[key]]));
    return oldInputs.__defaults ? { ...values, __defaults: oldInputs.__defaults } : values;
  }

  /** Known outputs stay known, so that nothing that uses them seems to change. */
  previewUpdate(type: string, olds: Properties, news: Properties): Properties {
    const { computed, inputs } = resourceDefinition(type);
    const kept = computed.map((key) => [key, olds[key]]);
    const given = Object.entries(news).filter(([key]) => key in inputs || key !== "__defaults");
    return withoutDefaults({ ...Object.fromEntries(kept), ...Object.fromEntries(given) });
  }

  /** Without a changed input nothing is called: after a half-done creation the provider finishes nothing. */
  async update(type: string, id: string, olds: Properties, news: Properties): Promise<Properties> {
    const definition = resourceDefinition(type);
    const changed = new Set(diff(definition, olds, news).changed);
    if (changed.size === 0 || !definition.update) return { ...olds, ...withoutDefaults(news) };
    const bare = withoutDefaults(news);
    const work = definition.update(this.#context(news), id, olds, bare, changed);
    return withoutDefaults(await named(`updating ${type} (${id})`, work));
  }

  async delete(type: string, id: string, outputs: Properties): Promise<void> {
    const definition = resourceDefinition(type);
    await named(`deleting ${type} (${id})`, definition.delete(this.#context(outputs), id, outputs));
  }

  #context(properties: Properties): OperationContext {
    const region = properties.region;
    return {
      world: this.#world,
      account: this.#configuration.account,
      defaultTags: this.#configuration.defaultTags,
      maxRetries: this.#configuration.maxRetries ?? defaultMaxRetries,
      region: typeof region === "string" && region !== "" ? region : this.#configuration.region,
    };
  }
}

/** Errors that do not say what was being done get it as a prefix. */
async function named<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InitializationError) throw error;
    const { name, message } = error as Error;
    if (error instanceof WaitTimeout || name === "Error") throw new Error(`${what}: ${message}`);
    throw new Error(`${what}: ${name}: ${message}`, { cause: error });
  }
}

function withoutDefaults(properties: Properties): Properties {
  const { __defaults: _, ...rest } = properties;
  return rest;
}
