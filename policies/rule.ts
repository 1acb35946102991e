import type { Properties, Value } from "./value.ts";

export type Severity = "low" | "medium" | "high" | "critical";
export type Level = "mandatory" | "advisory";

/** Something that is not as it should be. */
export interface Finding {
  /** Names what was found within the rule, stable, so that an exemption can name it. */
  readonly id: string;
  /** What is there. Never a secret. */
  readonly seen: string;
  /** What should be there. */
  readonly wanted: string;
  /** Stack checks: the resource it is about. @default the whole stack */
  readonly urn?: string;
  /** Weaker than the rule's own level. @default the rule's level */
  readonly level?: "advisory";
}

/** Something that can't be judged now. It is reported, always as advisory, since unknown is not yes. */
export interface Doubt {
  readonly id: string;
  /** What is missing for a judgement, and when or how it comes. */
  readonly doubt: string;
  /** Stack checks: the resource it is about. @default the whole stack */
  readonly urn?: string;
}

export type Report = Finding | Doubt;

/** A resource with its inputs, before it is created or updated. */
export interface Resource {
  /** Type token, such as `aws:iam/user:User`. */
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly inputs: Properties;
}

/** A resource at the end of a preview or update, with its outputs. */
export interface StackResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly outputs: Properties;
  /** Only of the types that the check asks for in `inputsOf`, and of resources that this run registered. */
  readonly inputs?: Properties;
  readonly parent?: StackResource;
  /** What it was declared to come after. */
  readonly dependencies: readonly StackResource[];
  /** Resources that the value of each input came from. */
  readonly propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

export interface Stack {
  readonly resources: readonly StackResource[];
  /** Its resources of these types. */
  ofType(...types: readonly string[]): readonly StackResource[];
}

export interface Context<Settings> {
  readonly settings: Settings;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: string;
}

/** One setting of a rule, as `--policy-pack-config` may give it. */
export interface Setting<T> {
  readonly description: string;
  readonly default: T;
  /** JSON Schema that the Pulumi CLI checks the value against. */
  readonly schema: {
    readonly type: "string" | "integer" | "array";
    readonly pattern?: string;
    readonly minimum?: number;
    readonly items?: { readonly type: "string" };
  };
}

/** Numbers of the same demand in published benchmarks. CIS renumbers with every version. */
export interface Controls {
  /** CIS AWS Foundations Benchmark: version → number. */
  readonly cis?: Readonly<Record<string, string>>;
  /** AWS Security Hub controls. */
  readonly securityHub?: readonly string[];
}

export interface Rule<Settings = Record<string, unknown>> {
  /** Name in configuration and reports, and of the file. */
  readonly id: string;
  readonly severity: Severity;
  /** What happens by default: `mandatory` stops the update, `advisory` is said. */
  readonly level: Level;
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  readonly fix: string;
  /** Where the demand is written. */
  readonly url: string;
  readonly controls: Controls;
  readonly settings: { readonly [K in keyof Settings]: Setting<Settings[K]> };
  /** Judges single resources by their inputs, before anything is done to them. */
  readonly resource?: ResourceCheck<Settings>;
  /** Judges the stack as a whole, after everything was done: only for what no single resource shows. */
  readonly stack?: StackCheck<Settings>;
}

export interface ResourceCheck<Settings = Record<string, unknown>> {
  readonly types: readonly string[];
  check(resource: Resource, context: Context<Settings>): Iterable<Report>;
}

export interface StackCheck<Settings = Record<string, unknown>> {
  /** Types whose inputs the check needs too: the engine sends outputs only, and a component's are what it registers. */
  readonly inputsOf?: readonly string[];
  check(stack: Stack, context: Context<Settings>): Iterable<Report>;
}

/** The doubt about a property that preview doesn't know. */
export function notKnownYet(property: string, urn?: string): Doubt {
  const doubt = `${property} is not known in preview; will be checked at update`;
  return { id: "unknown", doubt, ...(urn && { urn }) };
}

/** A value for a report's text. */
export function quote(value: Value | undefined): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? "a value not known yet");
}
