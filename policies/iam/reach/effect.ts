import type { Verdict } from "../../value.ts";
import { holds } from "../conditions/condition.ts";
import { hasPlaceholder } from "../placeholder.ts";
import type { Condition, Statement } from "../statement.ts";
import { CONSTANT, keyKind } from "./contextKey.ts";
import { samples } from "./samples.ts";

/**
 * What a condition does to requests of somebody who holds the permission:
 * - `always`: it holds, whatever is asked for;
 * - `never`: it doesn't hold for a resource that has nothing special, so that it narrows what can be reached;
 * - `sometimes`: who asks, from where or when decides;
 * - `unknown`: its values aren't known yet.
 */
export type Effect = "always" | "never" | "sometimes" | "unknown";

/** A request as far as its maker decides on it. */
export interface Asked {
  /** Such as `iam:PassRole`. */
  readonly action: string;
  /** Values that it has, by lower-case condition key. */
  readonly asking?: Readonly<Record<string, string>>;
  /**
   * `attacker`: the maker wants power and takes what the conditions leave open, such as tags of something new, in its
   * own account. `reviewer`: whatever limits tags or owners narrows a permission.
   */
  readonly stance: "attacker" | "reviewer";
}

/** All conditions of a statement taken together. */
export function effect(statement: Statement, asked: Asked): Effect {
  let all: Effect = statement.moreConditions ? "unknown" : "always";
  for (const condition of statement.conditions) {
    const one = effectOf(condition, statement.effect, asked);
    if (one === "never") return "never";
    if (one === "unknown" || (one === "sometimes" && all === "always")) all = one;
  }
  return all;
}

/**
 * One condition by itself.
 *
 * @param on what the statement does: of what its maker may choose, an Allow gets what fulfils it, a Deny what doesn't
 */
export function effectOf(written: Condition, on: Statement["effect"], asked: Asked): Effect {
  const condition = withoutPlaceholders(written);
  const key = condition.key.toLowerCase();
  const { asking = {} } = asked;
  const given = Object.hasOwn(asking, key) ? asking[key] : undefined;
  const constant = given === undefined ? CONSTANT.get(key) : [given];
  if (constant) return single(condition, key, constant);
  const kind = keyKind(key, asked.action);
  if (kind === "absent" || kind === "resource") return single(condition, key, undefined);
  const verdicts = samples(condition, key, kind, asked).map((values) =>
    judge(condition, key, values),
  );
  if (kind === "caller") return whoever(verdicts);
  const wanted = on === "Allow" ? "yes" : "no";
  if (verdicts.includes(wanted)) return on === "Allow" ? "always" : "never";
  if (verdicts.includes("unknown")) return "unknown";
  return on === "Allow" ? "never" : "always";
}

function single(condition: Condition, key: string, values: readonly string[] | undefined): Effect {
  const verdict = judge(condition, key, values);
  return verdict === "unknown" ? "unknown" : verdict === "yes" ? "always" : "never";
}

function whoever(verdicts: readonly Verdict[]): Effect {
  const yes = verdicts.includes("yes");
  const no = verdicts.includes("no");
  if (yes && no) return "sometimes";
  if (verdicts.includes("unknown")) return "unknown";
  return yes ? "always" : "never";
}

function judge(condition: Condition, key: string, values: readonly string[] | undefined): Verdict {
  return holds(condition, new Map(values ? [[key, values]] : []));
}

const concrete = new WeakMap<Condition, Condition>();

/** What stands for a placeholder isn't known, but it is one value, and no wildcard. */
function withoutPlaceholders(condition: Condition): Condition {
  if (!condition.values.known.some(hasPlaceholder)) return condition;
  let found = concrete.get(condition);
  if (!found) {
    const known = condition.values.known.map((value) => {
      return value.replace(/\$\{[^}]*\}/g, (one) => (hasPlaceholder(one) ? "\u{E0FF}" : one));
    });
    found = { ...condition, values: { ...condition.values, known } };
    concrete.set(condition, found);
  }
  return found;
}
