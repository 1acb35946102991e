import { isDeepStrictEqual } from "node:util";
import { type Properties, UNKNOWN, type Value } from "../../value.ts";
import { Assumptions, type Choice } from "./assumptions.ts";
import { Interpreter } from "./interpreter.ts";
import { section } from "./section.ts";

/** The properties of a resource, if some conditions turn out in a certain way. */
export interface Variant {
  readonly properties: Properties;
  /** Such as `where Prod holds and Audited doesn't hold`. */
  readonly where: string;
}

/** Ways to try for one resource: enough for every branch of real templates, few enough to judge them all. */
const MAX_TRIED = 16;
/** Conditions to name. */
const MAX_NAMED = 4;

/** What to try: that all conditions hold, that none does, and what leads to branches which weren't seen yet. */
interface Attempt {
  readonly otherwise: boolean;
  /** A choice of another attempt, to make otherwise. */
  readonly not?: Choice;
}

/**
 * The properties of a resource whose `Fn::If`s hang on conditions that nobody knows yet: so many that every
 * branch is in one of them, rather than every combination.
 *
 * @param own condition of the resource: where it doesn't hold, there is none
 * @param open as of properties, with `UNKNOWN` where such a condition decides
 * @returns nothing where that would be too much work
 */
export function variantsOf(
  properties: Value,
  own: string | undefined,
  open: Properties,
  template: Interpreter,
): readonly Variant[] {
  const { sections, budgetForVariants: budget } = template;
  const isOpen = (condition: string) => template.condition(condition) === "unknown";
  const seen = new Map<object, Set<boolean>>();
  const isNew = (branches: object, holds: boolean): boolean => {
    const taken = seen.get(branches) ?? new Set();
    seen.set(branches, taken);
    return taken.size < taken.add(holds).size;
  };
  const attempts: Attempt[] = [{ otherwise: true }, { otherwise: false }];
  const variants: Variant[] = [];
  let tried = 0;
  for (const { otherwise, not } of attempts) {
    if (not && !isNew(not.branches, !not.holds)) continue;
    if (tried === MAX_TRIED) {
      variants.push({ properties: open, where: "where other conditions hold" });
      break;
    }
    const assumptions = new Assumptions(otherwise, isOpen);
    const interpreter = new Interpreter(sections, { assumptions, budget });
    const isPossible = leadingTo(own, not).every(([one, holds]) => interpreter.assume(one, holds));
    if (!isPossible) continue;
    tried++;
    const value = interpreter.resolve(properties);
    if (value === UNKNOWN || budget.left < 0) return [];
    const resolved = section(value);
    for (const choice of assumptions.choices) {
      isNew(choice.branches, choice.holds);
      attempts.push({ otherwise: false, not: choice });
    }
    if (variants.some((one) => isDeepStrictEqual(one.properties, resolved))) continue;
    variants.push({ properties: resolved, where: whereText(assumptions.choices, own) });
  }
  return variants;
}

/** What leads to the other branch: the resource's own condition, the branches around it, and its condition. */
function leadingTo(own: string | undefined, not: Choice | undefined): readonly [string, boolean][] {
  const all: [string, boolean][] = own === undefined ? [] : [[own, true]];
  if (not === undefined) return all;
  const around: [string, boolean][] = [];
  for (let one = not.within; one; one = one.within) around.unshift([one.condition, one.holds]);
  return [...all, ...around, [not.condition, !not.holds]];
}

function whereText(choices: readonly Choice[], own: string | undefined): string {
  const conditions = new Map(choices.map(({ condition, holds }) => [condition, holds]));
  if (own !== undefined) conditions.delete(own);
  const named = [...conditions].slice(0, MAX_NAMED);
  const texts = named.map(([name, holds]) => `${name} ${holds ? "holds" : "doesn't hold"}`);
  const others = conditions.size - named.length;
  if (others > 0) texts.push(`${others} more conditions are so`);
  return `where ${texts.join(" and ")}`;
}
