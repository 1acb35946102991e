import type { AnalyzedResource } from "../../commands/analyzer/request.ts";

const PROVIDER = "urn:pulumi:test::access::pulumi:providers:aws::default";

/** What `pulumi stack export` writes of a stack with these resources and a default provider. */
export function stateOf(resources: readonly AnalyzedResource[]) {
  const provider = {
    urn: PROVIDER,
    type: "pulumi:providers:aws",
    custom: true,
    id: "provider-id",
    inputs: { region: "eu-west-1" },
    outputs: { region: "eu-west-1" },
  };
  const others = resources.map(({ options: _, name: __, custom, ...one }) => ({
    ...one,
    custom,
    ...(custom && { id: "id", provider: `${PROVIDER}::provider-id` }),
  }));
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
      resources: [provider, ...others],
    },
  };
}
