import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { unknownValue } from "../../sandbox/resources/unknown.ts";

/** Stands for a value that is not known yet, anywhere in inputs and outputs. */
export const NOT_KNOWN_YET: unique symbol = Symbol("not known yet");

/** A resource as the engine has it after its registration. */
export interface AnalyzedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** JSON values, `NOT_KNOWN_YET`, or what Pulumi's own serialization makes of secrets and unknowns. Undefined ones are left out. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Likewise. Of a component: what it registered. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** False for components. */
  readonly custom: boolean;
  readonly id?: string;
  /** URN. */
  readonly parent?: string;
  /** The provider, as URN or as the engine's reference `URN::id`: one of the analyzed resources. */
  readonly provider?: string;
  /** URNs. */
  readonly dependencies: readonly string[];
  /** URNs by input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: {
    readonly protect?: boolean;
    readonly ignoreChanges?: readonly string[];
    readonly aliases?: readonly string[];
    readonly additionalSecretOutputs?: readonly string[];
    readonly deleteBeforeReplace?: boolean;
  };
}

/** The question about one resource, before anything is done to it: its inputs. */
export function toAnalyzeRequest(
  resource: AnalyzedResource,
  providers: PolicyAnalyzerProviders,
): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setUrn(resource.urn).setType(resource.type).setName(resource.name);
  request.setProperties(toStruct(resource.inputs));
  request.setOptions(toOptions(resource));
  const provider = providers.find(resource.provider);
  if (provider) request.setProvider(provider);
  return request;
}

/** The question about the whole stack, after everything was done: all outputs. */
export function toStackRequest(
  resources: readonly AnalyzedResource[],
  providers: PolicyAnalyzerProviders,
): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  for (const resource of resources) {
    const one = new analyzer.AnalyzerResource();
    one.setUrn(resource.urn).setType(resource.type).setName(resource.name);
    one.setProperties(toStruct(resource.outputs));
    one.setOptions(toOptions(resource)).setParent(resource.parent ?? "");
    one.setDependenciesList([...resource.dependencies]);
    for (const [input, urns] of Object.entries(resource.propertyDependencies)) {
      // As the engine does: inputs without dependencies are left out.
      if (urns.length === 0) continue;
      const dependencies = new analyzer.AnalyzerPropertyDependencies();
      dependencies.setUrnsList([...urns]);
      one.getPropertydependenciesMap().set(input, dependencies);
    }
    const provider = providers.find(resource.provider);
    if (provider) one.setProvider(provider);
    request.addResources(one);
  }
  return request;
}

function toOptions({ options, parent }: AnalyzedResource): analyzer.AnalyzerResourceOptions {
  const message = new analyzer.AnalyzerResourceOptions();
  message.setProtect(options.protect ?? false).setParent(parent ?? "");
  message.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  message.setAliasesList([...(options.aliases ?? [])]);
  message.setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])]);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  return message;
}

/** The providers among some resources, as the questions name them. */
export class PolicyAnalyzerProviders {
  readonly #byUrn: ReadonlyMap<string, AnalyzedResource>;
  readonly #messages = new Map<string, analyzer.AnalyzerProviderResource>();

  constructor(resources: readonly AnalyzedResource[]) {
    const providers = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
    this.#byUrn = new Map(providers.map((provider) => [provider.urn, provider]));
  }

  /** @param reference URN, or the engine's `URN::id` */
  find(reference: string | undefined): analyzer.AnalyzerProviderResource | undefined {
    if (!reference) return undefined;
    const urn = this.#byUrn.has(reference)
      ? reference
      : reference.slice(0, reference.lastIndexOf("::"));
    const known = this.#messages.get(urn);
    const provider = this.#byUrn.get(urn);
    if (known || !provider) return known;
    const message = new analyzer.AnalyzerProviderResource();
    message.setUrn(provider.urn).setType(provider.type).setName(provider.name);
    message.setProperties(toStruct(provider.inputs));
    this.#messages.set(urn, message);
    return message;
  }
}

/** As the engine does, without properties that start with `__`, which Pulumi and its providers keep for themselves. */
function toStruct(properties: Readonly<Record<string, unknown>>): struct.Struct {
  const shown = Object.entries(properties).filter(([key]) => !key.startsWith("__"));
  const json = toJson(Object.fromEntries(shown));
  return struct.Struct.fromJavaScript(json as Record<string, struct.JavaScriptValue>);
}

function toJson(value: unknown): unknown {
  if (value === NOT_KNOWN_YET) return unknownValue;
  if (Array.isArray(value)) return value.map((one) => (one === undefined ? null : toJson(one)));
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(known.map(([key, one]) => [key, toJson(one)]));
}
