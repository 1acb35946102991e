import { type Properties, UNKNOWN, type Value } from "../../value.ts";
import type { Verdict } from "../../verdict.ts";
import type { Assumptions } from "./assumptions.ts";
import { assume, verdictOf } from "./condition.ts";
import { FUNCTIONS } from "./functions.ts";
import { Identities } from "./identities.ts";
import { withoutDynamicReferences } from "./placeholder.ts";
import { scalarText } from "./scalarText.ts";

/** The sections of a template that its expressions refer to. */
export interface TemplateSections {
  /** Values of parameters and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, Value>;
  /** Pseudo parameters whose value is only likely: no condition is decided by it. */
  readonly assumed: ReadonlySet<string>;
  readonly mappings: Value;
  readonly conditions: Properties;
  readonly resources: Properties;
}

/** Levels of nested expressions, references followed. */
const MAX_DEPTH = 200;
/**
 * Values resolved and characters put together, for a whole template: few references can make huge texts.
 * Ten times the 51,200 characters that a template may have which isn't behind a URL ("CloudFormation quotas").
 */
const MAX_WORK = 512_000;
/** What is left for a resource at least, however much those before it took. */
const RESERVE = 5_000;

/** Work that may still be done. */
interface Budget {
  left: number;
}

/** Works out what the expressions of a template mean, as far as that follows from the template. */
export class Interpreter {
  readonly sections: TemplateSections;
  readonly identities: Identities;
  /** Policy variables in `Fn::Sub`, which CloudFormation takes for its own. */
  readonly policyVariables = new Set<string>();
  /** Whether there is something that too much work hides. */
  isIncomplete = false;
  /** How often a macro hid a value. */
  hiddenValues = 0;
  /** How often a condition that isn't known hid a value. */
  undecided = 0;
  /** What may be done to find out what such conditions hide. */
  readonly budgetForVariants: Budget = { left: MAX_WORK };
  /** How conditions turn out that aren't known; absent: they stay so. */
  readonly assumptions: Assumptions | undefined;
  readonly #budget: Budget;
  readonly #verdicts = new Map<string, Verdict>();
  #depth = 0;

  /**
   * @param budget shared by several evaluations. Default: one of its own
   */
  constructor(
    sections: TemplateSections,
    {
      assumptions,
      budget = { left: MAX_WORK },
    }: { assumptions?: Assumptions; budget?: Budget } = {},
  ) {
    this.sections = sections;
    this.assumptions = assumptions;
    this.#budget = budget;
    this.identities = new Identities(sections.resources, (one) => this.resolve(one));
  }

  /**
   * The value of an expression.
   *
   * @returns `undefined` for `AWS::NoValue`, which takes its property or element away
   */
  resolve(expression: Value | undefined): Value | undefined {
    if (expression === undefined) return undefined;
    if (typeof expression === "string") return withoutDynamicReferences(expression) ?? UNKNOWN;
    if (typeof expression !== "object" || expression === null) return expression;
    const resolved = this.nested((): { readonly value: Value | undefined } => {
      return { value: this.#structure(expression) };
    });
    return resolved ? resolved.value : UNKNOWN;
  }

  /** Goes one level deeper; `undefined` where that would be too deep, or too much work. */
  nested<T>(work: () => T): T | undefined {
    if (this.#depth >= MAX_DEPTH || !this.spend(1)) return undefined;
    this.#depth += 1;
    const result = work();
    this.#depth -= 1;
    return result;
  }

  /** The value of an expression as text: `undefined` when it is none, or isn't known. */
  text(expression: Value | undefined): string | undefined {
    return scalarText(this.resolve(expression));
  }

  /** Whether a condition of the template holds. */
  condition(name: string): Verdict {
    const known = this.#verdicts.get(name);
    if (known !== undefined) return known;
    // While it is being worked out: a condition that depends on itself is no answer.
    this.#verdicts.set(name, "unknown");
    const verdict = this.#verdictOf(name);
    this.#verdicts.set(name, verdict);
    return verdict;
  }

  /** The value of a branch of an `Fn::If`. */
  branch(branches: readonly Value[], condition: string, holds: boolean): Value | undefined {
    const work = () => this.resolve(branches[holds ? 1 : 2]);
    return this.assumptions ? this.assumptions.take(branches, condition, holds, work) : work();
  }

  /**
   * Assumes that a condition turns out in a certain way, with all that follows from it.
   *
   * @returns `false` if that contradicts what was assumed before
   */
  assume(condition: string, holds: boolean): boolean {
    const known = this.assumptions?.given(condition);
    if (known !== undefined) return (known === "yes") === holds;
    this.assumptions?.give(condition, holds);
    return assume(this.#declared(condition), holds, this);
  }

  /**
   * What `Ref` of a name is.
   *
   * @returns `undefined` for `AWS::NoValue`
   */
  ref(name: string): Value | undefined {
    if (name === "AWS::NoValue") return undefined;
    const { parameters } = this.sections;
    return parameters.get(name) ?? this.identities.ref(name);
  }

  /** A macro puts something here, or adds something, that can't be seen. */
  hidden(): Value {
    this.hiddenValues++;
    return UNKNOWN;
  }

  /** Lets the next resource do its work, whatever those before it took. */
  begin(): void {
    this.#budget.left = Math.max(this.#budget.left, RESERVE);
  }

  /** Accounts for work. Once too much is done, everything else is unknown. */
  spend(work: number): boolean {
    this.#budget.left -= work;
    if (this.#budget.left < 0) this.isIncomplete = true;
    return this.#budget.left >= 0;
  }

  #verdictOf(name: string): Verdict {
    const given = this.assumptions?.given(name);
    if (given !== undefined) return given;
    const verdict = verdictOf(this.#declared(name), this);
    return verdict === "unknown" ? (this.assumptions?.otherwise ?? verdict) : verdict;
  }

  #declared(condition: string): Value | undefined {
    const { conditions } = this.sections;
    return Object.hasOwn(conditions, condition) ? conditions[condition] : undefined;
  }

  #structure(expression: Exclude<Value, symbol | null> & object): Value | undefined {
    if (!this.spend(Object.keys(expression).length)) return UNKNOWN;
    if (Array.isArray(expression)) {
      return (expression as readonly Value[])
        .map((one) => this.resolve(one))
        .filter((one) => one !== undefined);
    }
    const entries = Object.entries(expression as { readonly [key: string]: Value });
    const [first] = entries;
    if (first && entries.length === 1 && isFunction(first[0])) {
      const call = FUNCTIONS.get(first[0]);
      return call ? call(first[1], this) : UNKNOWN;
    }
    if (entries.some(([key]) => key === "Fn::Transform")) return this.hidden();
    const resolved: [string, Value][] = [];
    for (const [key, one] of entries) {
      const value = this.resolve(one);
      if (value !== undefined) resolved.push([key, value]);
    }
    return Object.fromEntries(resolved);
  }
}

function isFunction(key: string): boolean {
  return key === "Ref" || key.startsWith("Fn::");
}
