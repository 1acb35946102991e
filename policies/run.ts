import { Intake, type Reading } from "./aws/intake.ts";
import { Ledger, type RuleConfiguration } from "./ledger.ts";
import { opinionOnResource, opinionOnStack, type Said } from "./opinion.ts";
import { Relevance } from "./relevance.ts";
import type { Context, Level, Rule } from "./rule.ts";
import type { Stack } from "./stack.ts";
import { today } from "./today.ts";

/** A rule's level, settings and exemptions, as a policy pack's author gives them. A configuration file overrides each. */
export interface RuleDefaults extends RuleConfiguration {
  readonly level?: Level | "disabled";
}

const NOTHING: readonly Said[] = [];

/** What the policies of one pack share while it runs. */
export class Run {
  readonly ledger = new Ledger();
  readonly intake: Intake;
  /** What the rules say of a resource. */
  readonly resources: Relevance<Reading | undefined>;
  /** What the rules say of the stack. */
  readonly stacks: Relevance<Stack>;
  readonly #defaults: Readonly<Record<string, RuleDefaults>>;
  /** Of rules whose configuration was told in this operation. */
  readonly #contexts = new Map<string, Context<Record<string, unknown>>>();

  constructor(rules: readonly Rule[], defaults: Readonly<Record<string, RuleDefaults>> = {}) {
    const types = rules.flatMap(({ resource, stack }) => [
      ...(resource?.types ?? []),
      ...(stack?.types ?? []),
    ]);
    this.intake = new Intake(types);
    this.resources = new Relevance((rule, reading) => this.#ofResource(rule, reading));
    this.stacks = new Relevance((rule, stack) => this.#ofStack(rule, stack));
    this.#defaults = defaults;
  }

  levelOf({ id, level }: Rule): Level | "disabled" {
    return this.#defaults[id]?.level ?? level;
  }

  /** The settings and exemptions that the pack's author gave. */
  defaultsOf({ id }: Rule): RuleConfiguration {
    const { level: _, ...defaults } = this.#defaults[id] ?? {};
    return defaults;
  }

  /** Notes a rule's configuration: what the file says, over what the pack's author gave. */
  configure(rule: Rule, told: RuleConfiguration): RuleConfiguration {
    const configuration = { ...this.defaultsOf(rule), ...told };
    this.ledger.configured(rule.id, configuration);
    const settings = Object.entries(rule.settings).map(([name, setting]) => [
      name,
      configuration[name] ?? setting.default,
    ]);
    this.#contexts.set(rule.id, { settings: Object.fromEntries(settings), today: today() });
    return configuration;
  }

  /** Forgets what rules were told, once all have judged the stack. */
  finish(): void {
    this.#contexts.clear();
    this.restart();
  }

  /** Has every rule asked again. */
  restart(): void {
    this.resources.restart();
    this.stacks.restart();
  }

  #ofResource(rule: Rule, reading: Reading | undefined): readonly Said[] | undefined {
    const context = this.#contexts.get(rule.id);
    if (!context) return undefined;
    return reading ? opinionOnResource(rule, reading, context) : NOTHING;
  }

  #ofStack(rule: Rule, stack: Stack): readonly Said[] | undefined {
    const context = this.#contexts.get(rule.id);
    return context && opinionOnStack(rule, stack, context);
  }
}
