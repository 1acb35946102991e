import path from "node:path";
import { type PolicyAnalyzer, startPolicyAnalyzer } from "../../commands/analyzer/analyzer.ts";
import type { PackConfiguration } from "../../commands/analyzer/configuration.ts";
import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import type { Violation } from "../../commands/analyzer/response.ts";

export const PACK = path.join(import.meta.dirname, "../../policies");
export const OPERATION = { project: "access", stack: "test", dryRun: true };

interface Details {
  readonly outputs?: Record<string, unknown>;
  readonly parent?: AnalyzedResource;
  readonly dependsOn?: readonly AnalyzedResource[];
  /** Resources that an input's value comes from. */
  readonly from?: Readonly<Record<string, readonly AnalyzedResource[]>>;
}

/** A resource as the engine sees it: outputs hold the inputs, too, unless it is a component. */
export function resource(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  { outputs = {}, parent, dependsOn = [], from = {} }: Details = {},
): AnalyzedResource {
  const custom = !type.startsWith("identity-center:");
  const origins = Object.entries(from).map(([key, all]) => [key, all.map(({ urn }) => urn)]);
  return {
    urn: `urn:pulumi:test::access::${type}::${name}`,
    type,
    name,
    inputs,
    outputs: custom ? { ...inputs, ...outputs } : outputs,
    custom,
    ...(parent && { parent: parent.urn }),
    dependencies: [...dependsOn, ...Object.values(from).flat()].map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(origins),
    options: {},
  };
}

/** One started pack for all tests of a file. */
export class Pack {
  #analyzer: PolicyAnalyzer | undefined;

  async start(): Promise<void> {
    this.#analyzer = await startPolicyAnalyzer(PACK, OPERATION);
  }

  async stop(): Promise<void> {
    await this.#analyzer?.stop();
  }

  /** Everything that the pack says about some resources. */
  async judgeAll(
    resources: readonly AnalyzedResource[],
    config: PackConfiguration = {},
  ): Promise<readonly Violation[]> {
    await this.#analyzer?.configure(config);
    return (await this.#analyzer?.analyze(resources)) ?? [];
  }

  /** Everything that one policy says about some resources. */
  async judge(
    policy: string,
    resources: readonly AnalyzedResource[],
    settings: Record<string, unknown> = {},
  ): Promise<readonly Violation[]> {
    await this.#analyzer?.configure({ [policy]: settings });
    const violations = (await this.#analyzer?.analyze(resources)) ?? [];
    return violations.filter((violation) => violation.policy === policy);
  }

  /** The same in short: level, finding and resource, such as `mandatory principal-type ada`. */
  async short(
    policy: string,
    resources: readonly AnalyzedResource[],
    settings: Record<string, unknown> = {},
  ): Promise<readonly string[]> {
    const violations = await this.judge(policy, resources, settings);
    return violations.map(({ enforcementLevel, message, urn }) => {
      const finding = /^finding: (.*)$/m.exec(message)?.[1];
      return [enforcementLevel, finding, urn?.split("::").at(-1) ?? "stack"].join(" ");
    });
  }
}
