import { memoize } from "../../memoize.ts";
import { all, type Verdict } from "../../verdict.ts";
import type { Condition, Statement } from "../policy/statement.ts";
import { CONSTANT, isClock, isVia, keyKind } from "./contextKey.ts";
import { judge } from "./judge.ts";
import { ofRole } from "./ofRole.ts";
import { type Ability, type Asked, UNABLE } from "./question.ts";
import { isExact, samples } from "./samples.ts";
import { mayBeMadeFor } from "./viaService.ts";

/**
 * What a condition does to requests of somebody who holds the permission:
 * - `always`: it holds, whatever is asked for;
 * - `never`: it doesn't hold for a resource that has nothing special, so that it narrows what can be reached;
 * - `sometimes`: who asks, from where or when decides;
 * - `unknown`: its values aren't known yet.
 */
export type ConditionOutcome = "always" | "never" | "sometimes" | "unknown";

/** All conditions of a statement taken together: those on one key have to hold for the same values of it. */
export function conditionOutcome(
  statement: Statement,
  asked: Asked,
  able: Ability = UNABLE,
): ConditionOutcome {
  let whole: ConditionOutcome = statement.hasUnknownConditions ? "unknown" : "always";
  for (const conditions of byKey(statement)) {
    const one = outcomeOf(conditions, statement.effect, asked, able);
    if (one === "never") return "never";
    if (one === "unknown" || (one === "sometimes" && whole === "always")) whole = one;
  }
  return whole;
}

/** The conditions of a statement, those on one key together. */
export const byKey = memoize(({ conditions }: Statement): readonly (readonly Condition[])[] => [
  ...Map.groupBy(conditions, ({ key }) => key.toLowerCase()).values(),
]);

/**
 * Conditions on one key by themselves.
 *
 * @param on what the statement does: of what its maker may choose, an Allow gets what fulfils it, a Deny what doesn't
 */
export function outcomeOf(
  conditions: readonly Condition[],
  on: Statement["effect"],
  asked: Asked,
  able: Ability = UNABLE,
): ConditionOutcome {
  const key = conditions[0]?.key.toLowerCase() ?? "";
  const { asking = {}, stance, today } = asked;
  const holds = (values: readonly string[] | undefined) => allHold(conditions, key, values);
  const given = Object.hasOwn(asking, key) ? asking[key] : undefined;
  if (given !== undefined) return single(holds([given]));
  const own = asked.role === undefined ? undefined : ofRole(asked.role, key, conditions);
  const [verdict, ...others] = new Set(own?.map(holds));
  if (verdict !== undefined && verdict !== "unknown" && others.length === 0) return single(verdict);
  const kind = keyKind(key, asked.action);
  const values = () => samples(conditions, key, kind, asked);
  const constant = CONSTANT.get(key);
  const wanted = on === "Allow" ? "yes" : "no";
  if (isVia(key)) {
    const direct = holds(constant);
    const isOpen = direct !== wanted && mayBeMadeFor(key, conditions, wanted, able);
    return isOpen ? "sometimes" : single(direct);
  }
  if (constant) return single(holds(constant));
  if (kind === "absent" || kind === "resource") {
    const plain = holds(undefined);
    if (kind === "absent" || plain === wanted) return single(plain);
    const tag = key.slice(key.indexOf("/") + 1);
    const isOpen = values().some((given) => {
      return given && holds(given) === wanted && able.tags(asked, tag, given[0] ?? "");
    });
    if (!isOpen) return single(plain);
    return stance === "reviewer" ? "sometimes" : chosen(on);
  }
  const isFound = lazily(values(), holds);
  if (kind === "caller" && !(isClock(key) && today !== undefined)) {
    const one = whoever(isFound, isExact(conditions));
    if (!key.startsWith("aws:principaltag/") || stance === "reviewer") return one;
    const tag = key.slice(key.indexOf("/") + 1);
    const isOpen = values().some((given) => {
      return given && holds(given) === wanted && able.tagsItself(tag, given[0] ?? "");
    });
    return isOpen ? chosen(on) : one;
  }
  if (isFound(wanted)) return chosen(on);
  if (isFound("unknown")) return "unknown";
  if (!isExact(conditions)) return "sometimes";
  return on === "Allow" ? "never" : "always";
}

/** By the values of their key. */
const verdictsOf = memoize((_: readonly Condition[]) => new WeakMap<readonly string[], Verdict>());

/** Whether conditions hold for the same values of their key. Samples are the same for one action after the other. */
function allHold(
  conditions: readonly Condition[],
  key: string,
  values: readonly string[] | undefined,
): Verdict {
  const known = verdictsOf(conditions);
  const before = values && known.get(values);
  if (before) return before;
  const verdict = all(conditions, (condition) => judge(condition, key, values));
  if (values) known.set(values, verdict);
  return verdict;
}

/** What its maker may choose comes out as it likes. */
function chosen(on: Statement["effect"]): ConditionOutcome {
  return on === "Allow" ? "always" : "never";
}

function single(verdict: Verdict): ConditionOutcome {
  return verdict === "unknown" ? "unknown" : verdict === "yes" ? "always" : "never";
}

function whoever(isFound: (verdict: Verdict) => boolean, isExact: boolean): ConditionOutcome {
  const yes = isFound("yes");
  if (yes && isFound("no")) return "sometimes";
  if (isFound("unknown")) return "unknown";
  if (yes) return "always";
  return isExact ? "never" : "sometimes";
}

/** Whether some of many samples comes out so: no more of them are judged than it takes. */
function lazily<Sample>(
  samples: readonly Sample[],
  judge: (sample: Sample) => Verdict,
): (verdict: Verdict) => boolean {
  const found = new Set<Verdict>();
  const left = samples.values();
  return (wanted) => {
    while (!found.has(wanted)) {
      const next = left.next();
      if (next.done) return false;
      found.add(judge(next.value));
    }
    return true;
  };
}
