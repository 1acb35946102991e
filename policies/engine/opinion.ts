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
export interface Said {
  readonly report: Report;
  readonly about: About;
  /** Of a resource that hangs on conditions of a template: which of them have to hold. */
  readonly where?: string;
}

/** Names what is said, so that an exemption can name it: in a template, with the resource's name there before it. */
export function findingOf({ report: { id }, about }: Said): string {
  return about && "logicalId" in about && about.logicalId !== undefined
    ? `${about.logicalId}.${id}`
    : id;
}

/** What a rule says of a resource by itself, found as it is asked for. */
export function opinionOnResource(
  rule: Rule,
  { resources, possible, isDeep }: ReadResource,
  tell: () => RuleContext<Record<string, unknown>>,
): Iterable<Said> {
  const { facts = {}, resource: check } = rule;
  const ofKind = possible.facts.filter(({ kind }) => kind in facts);
  const ofType = check
    ? possible.resources.filter(({ type }) => typesOf(check).has(type))
    : NO_RESOURCES;
  // Who says what of a template can't be seen says the same of other inputs; for the others it is unknown.
  const doubts = isDeep && facts.template ? [NOT_READ] : [];
  // Most rules have nothing to say of most resources.
  if (ofKind.length + ofType.length + doubts.length === 0) return NOTHING;
  const context = tell();
  return said(function* (opinion) {
    for (const fact of ofKind) {
      yield* opinion.hear(fact.resource, () => judgeFact(facts, fact, context));
    }
    for (const resource of ofType) {
      yield* opinion.hear(resource, () => check?.check(resource, context) ?? []);
    }
    yield* opinion.hear(resources[0], () => doubts);
  });
}

const NOT_READ: Report = {
  id: "nested-too-deep",
  doubt: `something in its inputs is nested deeper than ${MAX_DEPTH} levels, and not judged`,
};

/** What is said at once, and then what was found in variants of resources. */
function* said(hear: (opinion: Opinion) => Iterable<Said>): Generator<Said> {
  const opinion = new Opinion();
  yield* hear(opinion);
  yield* opinion.inVariants();
}

const NOTHING: readonly Said[] = [];
const NO_RESOURCES: readonly Resource[] = [];
const types = new WeakMap<ResourceCheck, ReadonlySet<string>>();

function typesOf(check: ResourceCheck): ReadonlySet<string> {
  let found = types.get(check);
  if (!found) {
    found = new Set(check.types);
    types.set(check, found);
  }
  return found;
}

/** What a rule says of the whole stack, likewise. */
export function opinionOnStack(
  rule: Rule,
  stack: Stack,
  context: RuleContext<Record<string, unknown>>,
): Iterable<Said> {
  return said((opinion) => opinion.hear(undefined, () => rule.stack?.check(stack, context) ?? []));
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

class Opinion {
  /** By id and text of the report. */
  #possible: Map<string, Possible> | undefined;

  /** @param about the resource of reports that name none */
  *hear(about: About, check: () => Iterable<Report>): Generator<Said> {
    try {
      for (const report of check()) {
        const of = report.resource ?? about;
        if (isVariant(of)) this.#keep(report, of);
        else yield { report, about: of };
      }
    } catch (error) {
      yield { report: failure(error), about };
    }
  }

  /** What was found in variants of a resource once, whatever it was found in. */
  *inVariants(): Generator<Said> {
    for (const { report, resource, ways } of this.#possible?.values() ?? []) {
      const { of, where } = resource.variant ?? {};
      const isSome = ways.size !== of && where !== undefined;
      yield { report, about: resource, ...(isSome && { where }) };
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
