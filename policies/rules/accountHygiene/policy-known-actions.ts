import { exists, expand } from "../../iam/actions/actions.ts";
import { isAbsent } from "../../iam/actions/conditionKeys.ts";
import {
  isGlobalConditionKey,
  likelyGlobalConditionKey,
} from "../../iam/actions/globalConditionKeys.ts";
import { likelyName } from "../../iam/actions/likelyNames.ts";
import { service } from "../../iam/actions/serviceReference.ts";
import { holds } from "../../iam/conditions/condition.ts";
import { hasPlaceholder } from "../../iam/patterns/placeholder.ts";
import { isOpen } from "../../iam/patterns/wildcard.ts";
import type { Condition, Statement } from "../../iam/policy/statement.ts";
import { takesNothing } from "../../iam/reach/untaken.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { partOf } from "../../resources/policyPart.ts";
import type { Finding, Rule } from "../../rule.ts";
import type { Verdict } from "../../verdict.ts";
import { some } from "../text.ts";
import { foreignPartitions, unknownManagedPolicies } from "./managedPolicyNames.ts";

/** In the policy that SNS gives each new topic, though the reference doesn't have it. */
const OF_TOPICS = "sns:receive";

export const policyKnownActions: Rule = {
  id: "policy-known-actions",
  severity: "medium",
  level: "advisory",
  title: "Actions, condition keys and AWS managed policies exist",
  why: "AWS takes any name: a misspelt Allow grants nothing, a misspelt Deny or condition protects nothing",
  fix: "look the name up in the Service Authorization Reference",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  controls: {
    bestPractice:
      "Use IAM Access Analyzer to validate your IAM policies to ensure secure and functional permissions",
  },
  limits:
    "knows the actions and managed policies that AWS had published when this pack's copies were made; a newer service, action or policy is reported until the pack is updated",
  settings: {},
  facts: {
    *policy(fact) {
      for (const statement of fact.policy.statements) {
        yield* actions(fact, statement);
        yield* conditionKeys(fact, statement);
        yield* absentKeys(fact, statement);
        yield* untakenResources(fact, statement);
      }
    },
    attachment: unknownManagedPolicies,
    boundary: unknownManagedPolicies,
    principal: unknownManagedPolicies,
  },
  stack: { check: foreignPartitions },
};

function* actions(fact: PolicyFact, statement: Statement): Iterable<Finding> {
  const { actions, notActions } = statement;
  const names = new Set(actions?.known);
  for (const name of notActions?.known ?? []) names.add(name);
  for (const name of names) {
    if (isNoName(name) || name.toLowerCase() === OF_TOPICS) continue;
    const verdict = isOpen(name) ? remembered(name) : exists(name);
    if (verdict === "yes") continue;
    yield new UnknownAction(name, verdict, fact, statement);
  }
}

/** Of many, few are said: the others need no text. */
class UnknownAction implements Finding {
  readonly #name: string;
  readonly #verdict: Verdict;
  readonly #fact: PolicyFact;
  readonly #statement: Statement;

  constructor(name: string, verdict: Verdict, fact: PolicyFact, statement: Statement) {
    this.#name = name;
    this.#verdict = verdict;
    this.#fact = fact;
    this.#statement = statement;
  }

  get id(): string {
    return `${this.#verdict === "unknown" ? "unknown-service" : "unknown-action"}:${this.#name}`;
  }

  get seen(): string {
    const name = this.#name;
    const place = `${at(this.#fact, this.#statement)}: ${name} (${this.#statement.effect})`;
    if (this.#verdict === "unknown") {
      return `${place}, a service that the reference doesn't have, ${name.slice(0, name.indexOf(":"))}`;
    }
    return `${place}, ${isOpen(name) ? "a pattern that no action matches" : "an action that doesn't exist"}`;
  }

  get wanted(): string {
    const near = likelyName(this.#name);
    return `an action of AWS${near ? `; did you mean ${near}?` : ""}`;
  }
}

const known = new Map<string, Verdict>();

/** The same few patterns stand in most policies, and a pattern is compared with all actions of its service. */
function remembered(pattern: string): Verdict {
  const verdict = known.get(pattern) ?? exists(pattern);
  if (known.size >= 10_000) known.clear();
  known.set(pattern, verdict);
  return verdict;
}

/** What the grammar is about, and what means all services. */
function isNoName(name: string): boolean {
  return !/^[A-Za-z0-9-]+:[A-Za-z0-9*?_-]+$/.test(name) || hasPlaceholder(name);
}

function* conditionKeys(fact: PolicyFact, statement: Statement): Iterable<Finding> {
  for (const key of new Set(statement.conditions.map((condition) => condition.key))) {
    const near = misspelt(key);
    if (near === undefined) continue;
    yield {
      id: `unknown-condition-key:${key}`,
      seen: `${at(fact, statement)}: the condition key ${key}, which doesn't exist`,
      wanted:
        near === "" ? "a condition key of AWS" : `a condition key of AWS; did you mean ${near}?`,
    };
  }
}

/** Keys of a service that no request for the statement's actions has. */
function* absentKeys(fact: PolicyFact, statement: Statement): Iterable<Finding> {
  const { actions, effect } = statement;
  const keys = new Set(statement.conditions.filter(isMeant).map(({ key }) => key));
  if (keys.size === 0 || !actions || actions.isIncomplete || actions.known.some(isOpen)) return;
  for (const key of keys) {
    if (hasPlaceholder(key) || !isAbsent(key, actions.known)) continue;
    const [condition] = statement.conditions.filter((one) => isMeant(one) && one.key === key);
    const isMet = condition && holds(condition, new Map()) === "yes";
    const so = isMet ? `always holds` : `never holds, and the ${effect} never applies`;
    const [first = "", ...others] = actions.known;
    const which = others.length === 0 ? first : `${first} or the others`;
    yield {
      id: `absent-condition-key:${key}`,
      seen: `${at(fact, statement)}: the condition key ${key}, which no request for ${which} has, so that it ${so}`,
      wanted: "a condition key that the reference lists for the action, or a statement of its own",
      fix: "look the action up in the Service Authorization Reference, and move the condition to the actions that have the key",
    };
  }
}

/** A statement whose actions take no resource that it names, such as users for iam:CreatePolicyVersion. */
function* untakenResources(fact: PolicyFact, statement: Statement): Iterable<Finding> {
  if (!takesNothing(statement)) return;
  const { effect, actions, resources } = statement;
  const [first = ""] = actions?.known ?? [];
  const kinds = new Set(
    expand(first).flatMap(({ resourceTypes }) => resourceTypes.map(({ arn }) => arn)),
  );
  yield {
    id: `untaken-resource:${first}`,
    seen: `${at(fact, statement)}: ${some(actions?.known ?? [], 2)} never matches ${some(resources?.known ?? [], 2)}, so that the ${effect} never applies`,
    wanted: kinds.size === 0 ? '"*"' : `a resource that ${first} takes: ${some([...kinds], 2)}`,
    fix: "look up in the Service Authorization Reference which resources the action takes",
  };
}

/** Conditions that are written for requests without the key, too, do no harm there. */
function isMeant({ operator, ifExists }: Condition): boolean {
  return !ifExists && operator !== "Null";
}

/**
 * What was probably meant by a global key that doesn't exist, empty when nothing is near. Keys of services
 * aren't judged: the reference lacks some of them.
 */
function misspelt(key: string): string | undefined {
  if (hasPlaceholder(key)) return undefined;
  if (/^aws:/i.test(key)) {
    return isGlobalConditionKey(key) ? undefined : (likelyGlobalConditionKey(key) ?? "");
  }
  // Forgotten prefix, or one of nobody's: `SourceIp`, `global:SourceIp`, but no issuer's domain and no service.
  const colon = key.indexOf(":");
  const prefix = key.slice(0, colon);
  if (colon < 0 || prefix.includes(".") || prefix.includes("/") || service(prefix))
    return undefined;
  const asGlobal = `aws:${key.slice(colon + 1)}`;
  return isGlobalConditionKey(asGlobal) ? asGlobal : undefined;
}

function at(fact: PolicyFact, { place }: Statement): string {
  return `${fact.property}: ${partOf(fact, place)}`;
}
