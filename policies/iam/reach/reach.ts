import type { Statement } from "../statement.ts";
import { type Asked, type Effect, effect } from "./effect.ts";
import { scopeOf } from "./scope.ts";
import { wantedResources } from "./wantedResources.ts";

/** What somebody holds, and what limits it. */
export interface Grants {
  /** Statements of all its identity policies. */
  readonly identity: readonly Statement[];
  /** Statements of its permissions boundary; no boundary when absent. */
  readonly boundary?: readonly Statement[];
  /** Statements of the service control policies of each level: organization, units, account. */
  readonly controls?: readonly (readonly Statement[])[];
  /** ARNs of the holder, of its groups and of the managed policies that it holds, as far as they are known. */
  readonly itself?: readonly string[];
}

/** A request somebody might make. */
export interface Wanted extends Asked {
  /**
   * `all`: on a resource that has nothing special, so on all of the kind but for named exceptions. `any`: on some
   * resource, whichever. `itself`: like `all`, or on the holder.
   */
  readonly on: "all" | "any" | "itself";
  /** Which of the action's resource types `all` means. @default any of them */
  readonly kind?: string;
  /** A resource by name that is wanted instead of all, in the form of `ResourceType.arn`. */
  readonly example?: string;
}

/** Whether somebody may do something. */
export interface Reach {
  /**
   * `conditional`: who asks, from where or when decides. `unknown`: parts that aren't known yet do.
   */
  readonly verdict: "yes" | "conditional" | "unknown" | "no";
  /** The statement that allows it; absent when none does. */
  readonly by?: Statement;
}

const NO: Reach = { verdict: "no" };
const RANK = { no: 0, unknown: 1, conditional: 2, yes: 3 } as const;
type Answer = Reach["verdict"];

/**
 * Whether identity policies allow an action on (nearly) all resources of a kind, after explicit denials, a permissions
 * boundary and service control policies ("Policy evaluation logic"). An Allow on some of them doesn't count, nor does one
 * whose conditions narrow it to some; a Deny on some of them leaves the rest.
 */
export function reach(grants: Grants, wanted: Wanted): Reach {
  let best = NO;
  for (const statement of grants.identity) {
    // Without Resource it is no statement of an identity policy, and AWS refuses it.
    if (statement.effect !== "Allow" || !(statement.resources ?? statement.notResources)) continue;
    const scope = scopeOf(statement);
    const about = scope.action(wanted.action);
    if (about === "no") continue;
    const answer = fromEffect(effect(statement, wanted));
    if (RANK[answer] <= RANK[best.verdict]) continue;
    for (const resource of wantedResources(statement, grants, wanted)) {
      const covered = scope.resource(resource);
      if (covered === "no") continue;
      const sure = about === "yes" && covered === "yes" ? answer : "unknown";
      const verdict = limited(sure, grants, wanted, resource);
      if (RANK[verdict] > RANK[best.verdict]) best = { verdict, by: statement };
      if (best.verdict === "yes") return best;
    }
  }
  return best;
}

function fromEffect(effect: Effect): Answer {
  if (effect === "always") return "yes";
  return effect === "sometimes" ? "conditional" : effect === "unknown" ? "unknown" : "no";
}

function least(a: Answer, b: Answer): Answer {
  return RANK[a] < RANK[b] ? a : b;
}

/** What denials, the boundary and service control policies leave of an Allow. */
function limited(allowed: Answer, grants: Grants, wanted: Wanted, resource: string): Answer {
  let answer = least(allowed, undenied(grants.identity, wanted, resource));
  for (const limit of [...(grants.boundary ? [grants.boundary] : []), ...(grants.controls ?? [])]) {
    if (answer === "no") return "no";
    answer = least(answer, undenied(limit, wanted, resource));
    answer = least(answer, allowedBy(limit, wanted, resource));
  }
  return answer;
}

function undenied(statements: readonly Statement[], wanted: Wanted, resource: string): Answer {
  let answer: Answer = "yes";
  for (const statement of statements) {
    if (statement.effect !== "Deny") continue;
    const about = isAbout(statement, wanted, resource);
    if (about === "no") continue;
    const denied = effect(statement, wanted);
    if (denied === "never") continue;
    if (denied === "always" && about === "yes") return "no";
    answer = least(answer, denied === "sometimes" && about === "yes" ? "conditional" : "unknown");
  }
  return answer;
}

function allowedBy(statements: readonly Statement[], wanted: Wanted, resource: string): Answer {
  let answer: Answer = "no";
  for (const statement of statements) {
    if (statement.effect !== "Allow" || answer === "yes") continue;
    const about = isAbout(statement, wanted, resource);
    if (about === "no") continue;
    const one = about === "yes" ? fromEffect(effect(statement, wanted)) : "unknown";
    if (RANK[one] > RANK[answer]) answer = one;
  }
  return answer;
}

function isAbout(statement: Statement, { action }: Wanted, resource: string) {
  const scope = scopeOf(statement);
  const about = scope.action(action);
  if (about === "no") return "no";
  const covered = scope.resource(resource);
  return covered === "no" ? "no" : about === "yes" ? covered : "unknown";
}
