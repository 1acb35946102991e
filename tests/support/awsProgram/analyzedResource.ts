import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import type { RegisteredResource } from "../../../sandbox/engine/registeredResource.ts";
import { isUnknown } from "../../../sandbox/resources/unknown.ts";
import { REGION, uuid } from "./account.ts";

const DEFAULT_PROVIDER = "default_7_48_0";

/** What the engine hands to a policy pack: the registered resources, and the default provider that it made for them. */
export function toAnalyzedResources(
  registered: readonly RegisteredResource[],
): readonly AnalyzedResource[] {
  const [stack, ...others] = registered.map(toAnalyzedResource);
  if (!stack) return [];
  const urn = stack.urn.replace(
    /::pulumi:pulumi:Stack::.*/,
    `::pulumi:providers:aws::${DEFAULT_PROVIDER}`,
  );
  const usesDefault = ({ custom, provider, type }: AnalyzedResource) =>
    custom && provider === undefined && type.startsWith("aws:");
  if (!others.some(usesDefault)) return [stack, ...others];
  const inputs = { region: REGION, version: "7.48.0" };
  const provider: AnalyzedResource = {
    urn,
    type: "pulumi:providers:aws",
    name: DEFAULT_PROVIDER,
    inputs,
    outputs: inputs,
    custom: true,
    id: uuid(urn),
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
  const reference = `${urn}::${provider.id}`;
  const resources = others.map((one) => (usesDefault(one) ? { ...one, provider: reference } : one));
  return [stack, provider, ...resources];
}

function toAnalyzedResource(resource: RegisteredResource): AnalyzedResource {
  const { remote: _remote, inputs, outputs, options, ...rest } = resource;
  const aliases = options.aliases.filter((alias) => typeof alias === "string");
  return {
    ...rest,
    inputs: known(inputs),
    outputs: known(outputs),
    options: { ...options, aliases },
  };
}

function known(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return markUnknown(properties) as Record<string, unknown>;
}

function markUnknown(value: unknown): unknown {
  if (isUnknown(value)) return NOT_KNOWN_YET;
  if (Array.isArray(value)) return value.map(markUnknown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, markUnknown(one)]));
}
