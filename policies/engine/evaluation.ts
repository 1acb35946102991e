import type { ReadResource } from "../resources/intake.ts";
import type { Resource } from "../resources/resource.ts";
import {
  judgeFact,
  type Report,
  type ResourceCheck,
  type Rule,
  type RuleContext,
} from "../rule.ts";
import type { Stack } from "../stack/stack.ts";
import { MAX_DEPTH } from "../value.ts";

/** What a report is about: a resource, or nothing for the whole stack. */
export type About = Resource | { readonly urn: string } | undefined;

/** Something that a rule says. */
export interface Result {
  readonly report: Report;
  readonly about: About;
  /** Of a resource that hangs on conditions of a template: which of them have to hold. */
  readonly where?: string;
}

/** Names what is said, so that an exemption can name it: in a template, with the resource's name there before it. */
export function findingOf({ report: { id }, about }: Result): string {
  return about && "logicalId" in about && about.logicalId !== undefined
    ? `${about.logicalId}.${id}`
    : id;
}

/** Takes what a rule says, as it comes. */
export type Collect = (result: Result) => void;

/** Says what a rule finds in a resource by itself. */
export function evaluateResource(
  rule: Rule,
  reading: ReadResource,
  context: RuleContext<Record<string, unknown>>,
  collect: Collect,
): void {
  const { facts = {}, resource: check } = rule;
  const { resources, possible } = reading;
  const evaluation = new Evaluation(collect);
  for (const fact of possible.facts) {
    if (fact.kind in facts) evaluation.ask(fact.resource, () => judgeFact(facts, fact, context));
  }
  if (check) {
    const types = typesOf(check);
    for (const resource of possible.resources) {
      if (types.has(resource.type)) evaluation.ask(resource, () => check.check(resource, context));
    }
  }
  if (isDoubted(rule, reading)) evaluation.ask(resources[0], () => [NOT_READ]);
  evaluation.end();
}

/**
 * Whether a rule looks at anything of a resource. Most look at nothing of most resources, which is known before anything
 * is made for an answer: so there are loops here, and no closures.
 */
export function isAbout(rule: Rule, reading: ReadResource): boolean {
  const { facts, resource: check } = rule;
  const { possible } = reading;
  if (isDoubted(rule, reading)) return true;
  if (facts) {
    for (const { kind } of possible.facts) if (kind in facts) return true;
  }
  if (check) {
    const types = typesOf(check);
    for (const { type } of possible.resources) if (types.has(type)) return true;
  }
  return false;
}

/** Who says what of a template can't be seen says the same of other inputs; for the others it is unknown. */
function isDoubted({ facts }: Rule, { isDeep }: ReadResource): boolean {
  return isDeep === true && facts?.template !== undefined;
}

const NOT_READ: Report = {
  id: "nested-too-deep",
  doubt: `something in its inputs is nested deeper than ${MAX_DEPTH} levels, and not judged`,
};

const types = new WeakMap<ResourceCheck, ReadonlySet<string>>();

function typesOf(check: ResourceCheck): ReadonlySet<string> {
  let found = types.get(check);
  if (!found) {
    found = new Set(check.types);
    types.set(check, found);
  }
  return found;
}

/** Says what a rule finds in the whole stack, likewise. */
export function evaluateStack(
  rule: Rule,
  stack: Stack,
  context: RuleContext<Record<string, unknown>>,
  collect: Collect,
): void {
  const evaluation = new Evaluation(collect);
  evaluation.ask(undefined, () => rule.stack?.check(stack, context) ?? []);
  evaluation.end();
}

/** What is said when judging itself fails: at the rule's own level, since what wasn't judged isn't good. */
export function failure(error: unknown): Report {
  const seen = `the rule itself failed: ${(error as Error)?.stack ?? error}`;
  return { id: "rule-failed", seen, wanted: "a judgement; please report this as an issue" };
}

/** A report on variants of a resource, and in which of them it was made. */
interface Possible {
  readonly report: Report;
  readonly resource: Resource;
  readonly ways: Set<number>;
}

type Variant = Resource & Required<Pick<Resource, "variant">>;

function isVariant(about: About): about is Variant {
  return about !== undefined && "variant" in about && about.variant !== undefined;
}

/** Passes on what is said at once, and at its end what was found in variants of resources. */
class Evaluation {
  readonly #collect: Collect;
  /** By id and text of the report. */
  #possible: Map<string, Possible> | undefined;

  constructor(collect: Collect) {
    this.#collect = collect;
  }

  /** @param about the resource of reports that name none */
  ask(about: About, check: () => Iterable<Report>): void {
    try {
      for (const report of check()) {
        const of = report.resource ?? about;
        if (isVariant(of)) this.#keep(report, of);
        else this.#collect({ report, about: of });
      }
    } catch (error) {
      this.#collect({ report: failure(error), about });
    }
  }

  /** Says what was found in variants of a resource once, whatever it was found in. */
  end(): void {
    for (const { report, resource, ways } of this.#possible?.values() ?? []) {
      const { of, where } = resource.variant ?? {};
      const isSome = ways.size !== of && where !== undefined;
      this.#collect({ report, about: resource, ...(isSome && { where }) });
    }
  }

  #keep(report: Report, resource: Variant): void {
    const way = resource.variant.at;
    const text = "doubt" in report ? report.doubt : report.seen;
    const key = JSON.stringify([resource.urn, resource.logicalId, report.id, text]);
    this.#possible ??= new Map();
    const known = this.#possible.get(key);
    if (known) known.ways.add(way);
    else this.#possible.set(key, { report, resource, ways: new Set([way]) });
  }
}
