import { type Declaration, Intake, type ReadResource } from "../resources/intake.ts";
import { messageOf } from "../resources/lateProperties.ts";
import type { Level, Rule, RuleContext } from "../rule.ts";
import { type DeployedResource, Stack } from "../stack/stack.ts";
import { today } from "../today.ts";
import type { Exemption } from "./exemption.ts";

/** What a rule was configured with. */
export interface RuleConfiguration {
  readonly exemptions?: readonly Exemption[];
  readonly [setting: string]: unknown;
}

/** A rule's level, settings and exemptions, as a policy pack's author gives them. A configuration file overrides each. */
export interface RuleDefaults extends RuleConfiguration {
  readonly level?: Level | "disabled";
}

/** How a rule is told its configuration. */
export interface Told {
  /** The configuration of the policy that is asked, as it is now. */
  readonly getConfig: () => RuleConfiguration;
}

/** What every question that a policy is asked brings along. */
interface Question extends Told {
  /** Another object in every operation. */
  readonly stackTags?: object;
}

/** The question about one resource, before anything is done to it. */
export type ResourceQuestion = Question & Declaration;

/** The question about the stack, after everything was done. */
export interface StackQuestion extends Question {
  readonly resources: readonly DeployedResource[];
}

/** A stack that is judged, and what is known of its operation. */
export interface JudgedStack {
  readonly stack: Stack;
  /** The rules that were asked about its resources, and how each tells its configuration. */
  readonly asked: ReadonlyMap<Rule, () => RuleConfiguration>;
}

/**
 * What the policies of one pack share while it runs. Any of them may be asked first, last, or not at all; others may
 * be asked in between and take their time; questions may overlap. So nothing here depends on who was asked before:
 * what is remembered for the others belongs to the very message that they are asked about.
 */
export class Run {
  readonly #intake: Intake;
  readonly #defaults: Readonly<Record<string, RuleDefaults>>;
  #asked = new Map<Rule, () => RuleConfiguration>();
  /** By the message that its first resource came in. */
  readonly #stacks = new WeakMap<object, JudgedStack>();
  /** Whether a stack was judged since the last question about a resource, which ends an operation. */
  #isJudged = false;
  #stackTags: object | undefined;

  constructor(rules: readonly Rule[], defaults: Readonly<Record<string, RuleDefaults>> = {}) {
    const types = rules.flatMap(({ resource, stack }) => [
      ...(resource?.types ?? []),
      ...(stack?.types ?? []),
    ]);
    this.#intake = new Intake(types);
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

  /** A rule's configuration: what the file says, over what the pack's author gave. */
  configurationOf(rule: Rule, { getConfig }: Told): RuleConfiguration {
    return { ...this.defaultsOf(rule), ...getConfig() };
  }

  contextOf(rule: Rule, told: Told): RuleContext<Record<string, unknown>> {
    // Most rules have no settings, and asking for them copies them.
    let configuration: RuleConfiguration | undefined;
    const settings: Record<string, unknown> = {};
    for (const name in rule.settings) {
      configuration ??= this.configurationOf(rule, told);
      settings[name] = configuration[name] ?? rule.settings[name]?.default;
    }
    return { settings, today: today() };
  }

  /** What a rule is asked about, if rules look at its type. */
  resource(rule: Rule, question: ResourceQuestion): ReadResource | undefined {
    if (question.stackTags !== this.#stackTags) this.#begin(question);
    if (this.#isJudged) {
      this.#isJudged = false;
      this.#asked = new Map();
      this.#intake.forgetJudged();
    }
    this.#asked.set(rule, question.getConfig);
    return this.#intake.read(question);
  }

  /** The stack that a rule is asked about. */
  stack(question: StackQuestion): JudgedStack {
    const { resources } = question;
    const [first] = resources;
    const message = first && messageOf(first.props);
    const known = message && this.#stacks.get(message);
    if (known) return known;
    if (question.stackTags !== this.#stackTags) this.#begin(question);
    this.#isJudged = true;
    const judged = { stack: new Stack(resources, this.#intake), asked: this.#asked };
    if (message) this.#stacks.set(message, judged);
    return judged;
  }

  /** Another operation, told by the engine. */
  #begin({ stackTags }: Question): void {
    this.#stackTags = stackTags;
    this.#isJudged = false;
    this.#asked = new Map();
    this.#intake.forgetAll();
  }
}
