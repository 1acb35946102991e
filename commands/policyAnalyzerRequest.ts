import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

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
  resources: readonly AnalyzedResource[],
): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setUrn(resource.urn).setType(resource.type).setName(resource.name);
  request.setProperties(toStruct(resource.inputs));
  request.setOptions(toOptions(resource));
  const provider = toProvider(resource.provider, (urn) => resources.find((one) => one.urn === urn));
  if (provider) request.setProvider(provider);
  return request;
}

/** The question about the whole stack, after everything was done: all outputs. */
export function toStackRequest(
  resources: readonly AnalyzedResource[],
): analyzer.AnalyzeStackRequest {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
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
    const provider = toProvider(resource.provider, (urn) => byUrn.get(urn));
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

function toProvider(
  reference: string | undefined,
  find: (urn: string) => AnalyzedResource | undefined,
): analyzer.AnalyzerProviderResource | undefined {
  if (!reference) return undefined;
  const provider = find(reference) ?? find(reference.slice(0, reference.lastIndexOf("::")));
  if (!provider) return undefined;
  const message = new analyzer.AnalyzerProviderResource();
  message.setUrn(provider.urn).setType(provider.type).setName(provider.name);
  message.setProperties(toStruct(provider.inputs));
  return message;
}

/** How the protocol writes an unknown string (pulumi sdk/nodejs/runtime/rpc.ts, unknownValue). */
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function toStruct(properties: Readonly<Record<string, unknown>>): struct.Struct {
  return struct.Struct.fromJavaScript(toJson(properties) as Record<string, struct.JavaScriptValue>);
}

function toJson(value: unknown): unknown {
  if (value === NOT_KNOWN_YET) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map((one) => (one === undefined ? null : toJson(one)));
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(known.map(([key, one]) => [key, toJson(one)]));
}
