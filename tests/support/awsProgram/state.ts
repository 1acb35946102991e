import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";

/** A stack's state as `pulumi stack export` writes it. */
interface State {
  readonly version: 3;
  readonly deployment: {
    readonly manifest: Readonly<Record<string, string>>;
    readonly resources: readonly Readonly<Record<string, unknown>>[];
  };
}

/** The state that an update leaves, with its secrets in plain. */
export function stateOf(resources: readonly AnalyzedResource[]): State {
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.265.0" };
  return { version: 3, deployment: { manifest, resources: resources.map(toStateResource) } };
}

function toStateResource(resource: AnalyzedResource): Record<string, unknown> {
  const { name: _name, options, ...rest } = resource;
  const { protect, ignoreChanges, aliases, additionalSecretOutputs } = options;
  const all = { ...rest, protect, ignoreChanges, aliases, additionalSecretOutputs };
  const written = Object.entries(all).filter(([, value]) => {
    return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(written);
}
