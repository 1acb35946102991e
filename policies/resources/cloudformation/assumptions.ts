import type { Verdict } from "../../verdict.ts";

/** A branch of an `Fn::If` that was taken. */
export interface Choice {
  /** The arguments of that `Fn::If`, as they stand in the template. */
  readonly branches: object;
  readonly condition: string;
  readonly holds: boolean;
  /** The branch that it stands in. */
  readonly within: Choice | undefined;
}

/**
 * One way in which the conditions of a template may turn out that nobody knows yet. A parameter equals one text
 * at most in it, and `Fn::Not` of a condition is its opposite.
 */
export class Assumptions {
  /** In the order of the template. */
  readonly choices: Choice[] = [];
  readonly #otherwise: boolean;
  readonly #isOpen: (condition: string) => boolean;
  readonly #given = new Map<string, boolean>();
  /** What the operands of `Fn::Equals` are taken to be. */
  readonly #values = new Map<string, string>();
  #within: Choice | undefined;

  /**
   * @param otherwise whether conditions hold about which nothing is assumed
   * @param isOpen whether nobody knows yet if a condition holds
   */
  constructor(otherwise: boolean, isOpen: (condition: string) => boolean) {
    this.#otherwise = otherwise;
    this.#isOpen = isOpen;
  }

  /** What is assumed of a condition. */
  given(condition: string): Verdict | undefined {
    const holds = this.#given.get(condition);
    return holds === undefined ? undefined : verdict(holds);
  }

  give(condition: string, holds: boolean): void {
    this.#given.set(condition, holds);
  }

  /** Whether a condition holds that says nothing about texts. */
  get otherwise(): Verdict {
    return verdict(this.#otherwise);
  }

  /** Whether something that isn't known is a text. */
  equal(unknown: string, text: string): Verdict {
    if (this.#otherwise && !this.#values.has(unknown)) this.#values.set(unknown, text);
    return verdict(this.#values.get(unknown) === text);
  }

  /** Takes something that isn't known to be a text; `false` if it already is another one. */
  set(unknown: string, text: string): boolean {
    const known = this.#values.get(unknown) ?? text;
    this.#values.set(unknown, known);
    return known === text;
  }

  /** Works out a branch of an `Fn::If`. */
  take<T>(branches: object, condition: string, holds: boolean, work: () => T): T {
    if (!this.#isOpen(condition)) return work();
    const choice = { branches, condition, holds, within: this.#within };
    this.choices.push(choice);
    this.#within = choice;
    const result = work();
    this.#within = choice.within;
    return result;
  }
}

function verdict(holds: boolean): Verdict {
  return holds ? "yes" : "no";
}
