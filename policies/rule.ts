import type {
  AttachmentFact,
  BoundaryFact,
  CredentialFact,
  Fact,
  MembershipFact,
  PolicyFact,
  PrincipalFact,
  TemplateFact,
} from "./resources/fact.ts";
import type { Resource } from "./resources/resource.ts";
import type { Stack } from "./stack/stack.ts";
import type { Value } from "./value.ts";

export type Severity = "low" | "medium" | "high" | "critical";
export type Level = "mandatory" | "advisory";

/** What a report is about, and how it is named. */
interface About {
  /** Names what was found within the rule, stable, so that an exemption can name it: `fault` or `fault:detail`. */
  readonly id: string;
  /** Stack checks: the resource it is about. @default the whole stack */
  readonly resource?: Resource | { readonly urn: string };
}

/** Something that is not as it should be. */
export interface Finding extends About {
  /** What is there. Never a secret. */
  readonly seen: string;
  /** What should be there. */
  readonly wanted: string;
  /** What to do about this one. @default the rule's fix */
  readonly fix?: string;
  /** Weaker than the rule's own level. @default the rule's level */
  readonly level?: "advisory";
}

/** Something that can't be judged now. It is reported, always as advisory, since unknown is not yes. */
export interface Doubt extends About {
  /** What is missing for a judgement, and when or how it comes. */
  readonly doubt: string;
}

export type Report = Finding | Doubt;

export interface RuleContext<Settings> {
  readonly settings: Settings;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: string;
}

/** JSON Schema that the Pulumi CLI checks a setting's value against. */
export interface SettingSchema {
  readonly type: "string" | "integer" | "boolean" | "array" | "object";
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly items?: SettingSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly additionalProperties?: boolean;
  readonly description?: string;
}

/** One setting of a rule, as `--policy-pack-config` may give it. */
export interface Setting<T> {
  readonly description: string;
  readonly default: T;
  readonly schema: SettingSchema;
}

/** Numbers of the same requirement in published lists. CIS renumbers with every version. */
export interface Controls {
  /** CIS AWS Foundations Benchmark: version → number. */
  readonly cis?: Readonly<Record<string, string>>;
  /** AWS Security Hub controls. */
  readonly securityHub?: readonly string[];
  /** Heading in "Security best practices in IAM". */
  readonly bestPractice?: string;
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
  /** Where the requirement is written. */
  readonly url: string;
  readonly controls: Controls;
  /** What of the requirement no stack can show, and where to look instead. */
  readonly limits?: string;
  readonly settings: { readonly [K in keyof Settings]: Setting<Settings[K]> };
  /** Judges what single resources say about IAM, whatever declares them, before anything is done to them. */
  readonly facts?: FactChecks<Settings>;
  /** Judges single resources of these types likewise, where no fact speaks of what the rule needs. */
  readonly resource?: ResourceCheck<Settings>;
  /** Judges the stack as a whole, after everything was done: only for what no single resource shows. */
  readonly stack?: StackCheck<Settings>;
}

/** By kind of fact. */
export interface FactChecks<Settings = Record<string, unknown>> {
  principal?(fact: PrincipalFact, context: RuleContext<Settings>): Iterable<Report>;
  policy?(fact: PolicyFact, context: RuleContext<Settings>): Iterable<Report>;
  attachment?(fact: AttachmentFact, context: RuleContext<Settings>): Iterable<Report>;
  boundary?(fact: BoundaryFact, context: RuleContext<Settings>): Iterable<Report>;
  membership?(fact: MembershipFact, context: RuleContext<Settings>): Iterable<Report>;
  credential?(fact: CredentialFact, context: RuleContext<Settings>): Iterable<Report>;
  template?(fact: TemplateFact, context: RuleContext<Settings>): Iterable<Report>;
}

export interface ResourceCheck<Settings = Record<string, unknown>> {
  /** Of @pulumi/aws, and CloudFormation's names for aws-native and templates. */
  readonly types: readonly string[];
  check(resource: Resource, context: RuleContext<Settings>): Iterable<Report>;
}

export interface StackCheck<Settings = Record<string, unknown>> {
  /** Types besides those of facts that the check looks at through `stack.declared`, or whose `inputs` it needs. */
  readonly types?: readonly string[];
  check(stack: Stack, context: RuleContext<Settings>): Iterable<Report>;
}

/** The doubt about a property that preview doesn't know. */
export function notKnownYet(property: string, resource?: Resource | { urn: string }): Doubt {
  const doubt = `${property} is not known in preview; will be checked at update`;
  return { id: "unknown", doubt, ...(resource && { resource }) };
}

/** A value for a report's text. */
export function quote(value: Value | undefined): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? "a value not known yet");
}

type Check<Settings> = (fact: Fact, context: RuleContext<Settings>) => Iterable<Report>;

/** Calls a rule's check for one fact. */
export function judgeFact<Settings>(
  checks: FactChecks<Settings>,
  fact: Fact,
  context: RuleContext<Settings>,
): Iterable<Report> {
  const check = checks[fact.kind] as Check<Settings> | undefined;
  return check?.(fact, context) ?? [];
}
