import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { Questions } from "./questions.ts";
import type { ResourceQuestion, RuleConfiguration, StackQuestion } from "./run.ts";
import type { Diagnostic, SdkServer } from "./sdkServer.ts";

/** One of this pack's: it doesn't wait, changes nothing that it is asked with, and says itself what goes wrong (adapter.ts). */
export interface OwnPolicy {
  readonly name: string;
  readonly description: string;
  readonly severity?: string;
  validateResource?(question: ResourceQuestion, report: Report): void;
  validateStack?(question: StackQuestion, report: Report): void;
}

/** As @pulumi/policy takes it: a text is told under the policy's description. */
type Report = (
  said: string | (Pick<Diagnostic, "message"> & Partial<Diagnostic>),
  urn?: string,
) => void;

interface Configured {
  readonly level: string;
  readonly properties: RuleConfiguration;
}

/** Answers the questions about resources and stacks for a pack of its own policies. */
export class SoleServer {
  readonly #sdk: SdkServer;
  readonly #pack: analyzer.AnalyzerInfo;
  readonly #questions: Questions;
  /** With the level of each where it isn't configured. */
  readonly #policies: readonly (readonly [policy: OwnPolicy, level: string])[];
  #configuration: ReadonlyMap<string, Configured> = new Map();
  /** Another object in every operation. */
  #stackTags: object = {};

  constructor(sdk: SdkServer, pack: analyzer.AnalyzerInfo, policies: readonly OwnPolicy[]) {
    const levels = new Map(
      pack.getPoliciesList().map((one) => [one.getName(), one.getEnforcementlevel()]),
    );
    this.#sdk = sdk;
    this.#pack = pack;
    this.#questions = new Questions(sdk);
    this.#policies = policies.map((policy) => {
      return [policy, sdk.convertEnforcementLevel(levels.get(policy.name) ?? 0)];
    });
  }

  configure(request: analyzer.ConfigureAnalyzerRequest): void {
    const configured = [...request.getPolicyconfigMap().entries()].map(([name, config]) => {
      const level = this.#sdk.convertEnforcementLevel(config.getEnforcementlevel());
      return [name, { level, properties: config.getProperties()?.toJavaScript() ?? {} }] as const;
    });
    this.#configuration = new Map(configured);
  }

  configureStack(): void {
    this.#stackTags = {};
  }

  analyze(request: analyzer.AnalyzeRequest): unknown {
    const stackTags = this.#stackTags;
    const question = { ...this.#questions.resource(request), stackTags };
    return this.#ask((policy, getConfig, report) =>
      policy.validateResource?.({ ...question, getConfig }, report),
    );
  }

  analyzeStack(request: analyzer.AnalyzeStackRequest): unknown {
    const stackTags = this.#stackTags;
    const question = { resources: this.#questions.stack(request.getResourcesList()), stackTags };
    return this.#ask((policy, getConfig, report) =>
      policy.validateStack?.({ ...question, getConfig }, report),
    );
  }

  /** Has all policies asked that aren't switched off. */
  #ask(
    ask: (policy: OwnPolicy, getConfig: () => RuleConfiguration, report: Report) => void,
  ): unknown {
    const said: Diagnostic[] = [];
    for (const [policy, ownLevel] of this.#policies) {
      const { name } = policy;
      const configured = this.#configuration.get(name)?.level ?? ownLevel;
      if (configured === "disabled") continue;
      // What a remediation left is a violation.
      const level = configured === "remediate" ? "mandatory" : configured;
      const getConfig = () => ({ ...this.#configuration.get(name)?.properties });
      ask(policy, getConfig, (report, urn) =>
        said.push(this.#diagnostic(policy, level, report, urn)),
      );
    }
    return this.#sdk.makeAnalyzeResponse(said);
  }

  #diagnostic(
    { name, description, severity }: OwnPolicy,
    enforcementLevel: string,
    ...[report, urn]: Parameters<Report>
  ): Diagnostic {
    const own = typeof report === "string" ? { message: `${description}\n${report}`, urn } : report;
    return {
      policyName: name,
      policyPackName: this.#pack.getName(),
      policyPackVersion: this.#pack.getVersion(),
      message: own.message,
      urn: own.urn,
      description: own.description ?? description,
      enforcementLevel: own.enforcementLevel ?? enforcementLevel,
      severity: own.severity ?? severity,
    };
  }
}
