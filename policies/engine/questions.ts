import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Declaration } from "../resources/intake.ts";
import type { Provider } from "../resources/stackPlace.ts";
import type { DeployedResource } from "../stack/stack.ts";
import type { SdkServer } from "./sdkServer.ts";

/** Reads the protocol's messages as @pulumi/policy reads them for a policy. */
export class Questions {
  readonly #sdk: SdkServer;

  constructor(sdk: SdkServer) {
    this.#sdk = sdk;
  }

  resource(message: analyzer.AnalyzeRequest | analyzer.AnalyzerResource): Declaration {
    const provider = this.#provider(message.getProvider());
    return {
      type: message.getType(),
      urn: message.getUrn(),
      name: message.getName(),
      props: this.#properties(message),
      ...(provider && { provider }),
    };
  }

  stack(messages: readonly analyzer.AnalyzerResource[]): readonly DeployedResource[] {
    const resources = messages.map((message) => ({
      ...this.resource(message),
      parent: undefined as DeployedResource | undefined,
      dependencies: [] as readonly DeployedResource[],
      propertyDependencies: {} as Record<string, readonly DeployedResource[]>,
    }));
    const byUrn = new Map(resources.map((one) => [one.urn, one]));
    const named = (urns: readonly string[]) => urns.flatMap((urn) => byUrn.get(urn) ?? []);
    for (const [at, message] of messages.entries()) {
      const one = resources[at];
      if (!one) continue;
      one.parent = byUrn.get(message.getParent());
      one.dependencies = named(message.getDependenciesList());
      for (const [property, from] of message.getPropertydependenciesMap().entries())
        one.propertyDependencies[property] = named(from.getUrnsList());
    }
    return resources;
  }

  #provider(message: analyzer.AnalyzerProviderResource | undefined): Provider | undefined {
    return message && { type: message.getType(), props: this.#properties(message) };
  }

  #properties(message: { getProperties(): object | undefined }): object {
    const properties = this.#sdk.deserializeProperties(message.getProperties() ?? {}, false);
    return this.#sdk.unknownCheckingProxy(properties);
  }
}
