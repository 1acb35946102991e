import { type Extent, exceeds, lesser, type Verdict } from "../../verdict.ts";
import type { Statement } from "../policy/statement.ts";
import { abilityOf } from "./ability.ts";
import { type ConditionOutcome, conditionOutcome } from "./conditionOutcome.ts";
import { escapes } from "./escapes.ts";
import { type Slot, slotsOf } from "./kinds.ts";
import type { Ability, Grants, Reach, Wanted } from "./question.ts";
import { scopeOf } from "./scope.ts";
import { instances, witnesses } from "./witnesses.ts";

export type { Grants, Reach, Wanted } from "./question.ts";

const NO: Reach = { verdict: "no" };

/**
 * Whether identity policies allow an action on (nearly) all resources of a kind, after explicit denials, a permissions
 * boundary and service control policies ("Policy evaluation logic"). An Allow on some of them doesn't count, nor does one
 * whose conditions narrow it to some; a Deny on some of them leaves the rest.
 */
export function reach(grants: Grants, wanted: Wanted): Reach {
  if (!isNamed(grants.identity, wanted.action)) return NO;
  return ask(grants, wanted, abilityOf(grants.whole ?? grants, ask));
}

/** Whether some Allow may be about an action: of most that are asked about none is, and then nothing needs to be prepared. */
function isNamed(statements: readonly Statement[], action: string): boolean {
  for (const one of statements) {
    if (one.effect === "Allow" && scopeOf(one).action(action) !== "no") return true;
  }
  return false;
}

function ask(grants: Grants, wanted: Wanted, able: Ability): Reach {
  const { today, boundless, role } = grants;
  const asked = {
    ...wanted,
    ...(today !== undefined && { today }),
    ...(boundless && { boundless }),
    ...(role !== undefined && { role }),
  };
  const parts = (statements: readonly Statement[]) => partsOf(statements, asked, able);
  const own = parts(grants.identity);
  if (own.allows.length === 0) return NO;
  const limits = [...(grants.boundary ? [grants.boundary] : []), ...(grants.controls ?? [])];
  const question = { grants, asked, able, own, limits: limits.map(parts) };
  let least: Reach | undefined;
  for (const slot of slotsOf(wanted)) {
    const found = askFor(slot, question);
    if (found.verdict === "no") return NO;
    if (!least || exceeds(least.verdict, found.verdict)) least = found;
  }
  return least ?? NO;
}

/** A statement that may be about the action. */
interface Part {
  readonly statement: Statement;
  readonly isSure: boolean;
  readonly outcome: ConditionOutcome;
}

interface Parts {
  /** Those whose conditions can be met. */
  readonly allows: readonly Part[];
  readonly denials: readonly Part[];
}

interface Question {
  readonly grants: Grants;
  readonly asked: Wanted;
  readonly able: Ability;
  readonly own: Parts;
  readonly limits: readonly Parts[];
}

function partsOf(statements: readonly Statement[], asked: Wanted, able: Ability): Parts {
  const allows: Part[] = [];
  const denials: Part[] = [];
  for (const statement of statements) {
    // Without Resource it is no statement of an identity policy, and AWS refuses it.
    if (!(statement.resources ?? statement.notResources)) continue;
    const about = scopeOf(statement).action(asked.action);
    if (about === "no") continue;
    const part = {
      statement,
      isSure: about === "yes",
      outcome: conditionOutcome(statement, asked, able),
    };
    if (statement.effect === "Deny") denials.push(part);
    else if (part.outcome !== "never") allows.push(part);
  }
  return { allows, denials };
}

/** Whether one of the resources of a request is allowed. */
function askFor(slot: Slot, question: Question): Reach {
  let best = NO;
  const resources = witnesses(slot, question.grants);
  for (const { statement, isSure, outcome } of question.own.allows) {
    const answer = extentOf(outcome);
    const consider = (resource: string, covered: Verdict) => {
      const sure = isSure && covered === "yes" ? answer : "unknown";
      if (covered === "no" || !exceeds(sure, best.verdict)) return;
      const verdict = limited(sure, statement, question, resource);
      if (exceeds(verdict, best.verdict)) best = { verdict, by: statement };
    };
    if (!exceeds(answer, best.verdict)) continue;
    for (const resource of resources) consider(resource, scopeOf(statement).resource(resource));
    if (slot.on === "any" && statement.resources && best.verdict !== answer) {
      for (const resource of instances(statement, slot.kinds)) consider(resource, "yes");
    }
    if (best.verdict === "yes") break;
  }
  return best;
}

function extentOf(outcome: ConditionOutcome): Extent {
  if (outcome === "always") return "yes";
  return outcome === "sometimes" ? "conditional" : outcome === "unknown" ? "unknown" : "no";
}

/** What denials, the boundary and service control policies leave of an Allow. */
function limited(allowed: Extent, by: Statement, question: Question, resource: string): Extent {
  let answer = lesser(allowed, undenied(question.own.denials, by, question, resource));
  for (const { allows, denials } of question.limits) {
    if (answer === "no") return "no";
    answer = lesser(answer, undenied(denials, by, question, resource));
    answer = lesser(answer, allowedBy(allows, resource));
  }
  return answer;
}

function undenied(
  denials: readonly Part[],
  allow: Statement,
  { asked }: Question,
  resource: string,
): Extent {
  let answer: Extent = "yes";
  const certain: Statement[] = [];
  for (const { statement, isSure, outcome } of denials) {
    const covered = scopeOf(statement).resource(resource);
    if (covered === "no") continue;
    const about = isSure && covered === "yes";
    if (about && outcome === "always") return "no";
    if (about) certain.push(statement);
    if (outcome === "never") continue;
    answer = lesser(answer, outcome === "sometimes" && about ? "conditional" : "unknown");
  }
  return certain.length > 0 && !escapes(allow, certain, asked) ? "no" : answer;
}

function allowedBy(allows: readonly Part[], resource: string): Extent {
  let answer: Extent = "no";
  for (const { statement, isSure, outcome } of allows) {
    if (answer === "yes") break;
    const covered = scopeOf(statement).resource(resource);
    if (covered === "no") continue;
    const one = isSure && covered === "yes" ? extentOf(outcome) : "unknown";
    if (exceeds(one, answer)) answer = one;
  }
  return answer;
}
