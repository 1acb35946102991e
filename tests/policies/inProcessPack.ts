import { createRequire } from "node:module";
import type { Policies } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import {
  type AnalyzedResource,
  PolicyAnalyzerProviders,
  toAnalyzeRequest,
  toStackRequest,
} from "../../commands/analyzer/request.ts";
import { toViolations, type Violation } from "../../commands/analyzer/response.ts";
import type { Handler } from "../../policies/engine/sdkServer.ts";

type MakeHandler = (name: string, version: string, level: string, policies: Policies) => Handler;

/** @pulumi/policy's own server, without a process and a port around it. */
const server = createRequire(import.meta.url)("@pulumi/policy/server.js") as {
  readonly makeAnalyzeRpcFun: MakeHandler;
  readonly makeAnalyzeStackRpcFun: MakeHandler;
};

/** A pack of any policies, asked as its process asks them: with messages that came over a wire. */
export class InProcessPack {
  readonly #analyze: Handler;
  readonly #analyzeStack: Handler;

  /** @param asked by whom, where it isn't @pulumi/policy */
  constructor(policies: Policies, asked: Readonly<Record<string, Handler>> = {}) {
    const pack = ["test", "1.0.0", "advisory", policies] as const;
    this.#analyze = asked.analyze ?? server.makeAnalyzeRpcFun(...pack);
    this.#analyzeStack = asked.analyzeStack ?? server.makeAnalyzeStackRpcFun(...pack);
  }

  /** One resource, by its inputs. */
  async resource(
    resource: AnalyzedResource,
    among: readonly AnalyzedResource[] = [resource],
  ): Promise<readonly Violation[]> {
    const request = toAnalyzeRequest(resource, new PolicyAnalyzerProviders(among));
    const { AnalyzeRequest } = analyzer;
    return await ask(this.#analyze, AnalyzeRequest.deserializeBinary(request.serializeBinary()));
  }

  /** A stack, by its outputs. */
  async stack(resources: readonly AnalyzedResource[]): Promise<readonly Violation[]> {
    const request = toStackRequest(resources, new PolicyAnalyzerProviders(resources));
    const { AnalyzeStackRequest } = analyzer;
    const received = AnalyzeStackRequest.deserializeBinary(request.serializeBinary());
    return await ask(this.#analyzeStack, received);
  }

  /** A whole operation: all resources, many at once, then the stack. */
  async judge(resources: readonly AnalyzedResource[]): Promise<readonly Violation[]> {
    const each = await Promise.all(resources.map((one) => this.resource(one, resources)));
    return [...each.flat(), ...(await this.stack(resources))];
  }
}

async function ask(handler: Handler, request: unknown): Promise<readonly Violation[]> {
  const response = await new Promise<analyzer.AnalyzeResponse>((resolve, reject) => {
    handler({ request: request as never }, (error, answer) =>
      error ? reject(error) : resolve(answer as analyzer.AnalyzeResponse),
    );
  });
  return toViolations(response);
}

/** Findings that can be compared, whatever order they came in. */
export function comparable(violations: readonly Violation[]): string[] {
  return violations
    .map(({ policy, enforcementLevel, urn = "stack", message }) =>
      [policy, enforcementLevel, urn, message].join(" | "),
    )
    .toSorted();
}
