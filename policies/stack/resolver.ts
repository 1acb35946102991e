import { memoize } from "../memoize.ts";
import { TEMPLATE_TYPES } from "../resources/declared.ts";
import type { PolicyFact, PrincipalFact, References } from "../resources/fact.ts";
import type { Resource } from "../resources/resource.ts";
import { UNKNOWN } from "../value.ts";
import type { Stack, StackResource } from "./stack.ts";

/** What references lead to. */
export interface Resolved<T> {
  /** Declared in this stack. */
  readonly here: readonly T[];
  /** Names or ARNs of what isn't. */
  readonly elsewhere: readonly string[];
  /** Whether there are others that nobody knows yet. */
  readonly unknown: boolean;
  /** Whether one of those may be declared in this stack, as far as Pulumi says what its value comes from. */
  readonly mayBeHere: boolean;
}

/** Finds what an input's values name: by name or ARN, or by what Pulumi says that the value came from. */
class Resolver {
  readonly #stack: Stack;
  readonly #principals = new Map<string, PrincipalFact[]>();
  readonly #policies = new Map<string, PolicyFact[]>();
  /** By URN of the resource that declares them. */
  readonly #declaredBy = new Map<string, (PrincipalFact | PolicyFact)[]>();

  constructor(stack: Stack) {
    this.#stack = stack;
    for (const fact of stack.facts("principal")) {
      this.#declare(fact);
      for (const name of new Set(this.#namesOf(fact))) {
        add(this.#principals, `${fact.principal} ${name}`, fact);
      }
    }
    for (const fact of stack.facts("policy")) {
      if (fact.form !== "managed") continue;
      this.#declare(fact);
      for (const arn of new Set(this.#arnsOf(fact))) add(this.#policies, arn, fact);
    }
  }

  principals(references: References, resource: Resource): Resolved<PrincipalFact> {
    const { target } = references;
    return this.#resolve(
      references,
      resource,
      (value) => this.#principals.get(`${target} ${value}`),
      (fact): fact is PrincipalFact => fact.kind === "principal" && fact.principal === target,
    );
  }

  policies(references: References, resource: Resource): Resolved<PolicyFact> {
    return this.#resolve(
      references,
      resource,
      (value) => this.#policies.get(value),
      (fact): fact is PolicyFact => fact.kind === "policy",
    );
  }

  #resolve<T extends PrincipalFact | PolicyFact>(
    { values, input }: References,
    from: Resource,
    find: (value: string) => readonly T[] | undefined,
    isMeant: (fact: PrincipalFact | PolicyFact) => fact is T,
  ): Resolved<T> {
    const here = new Set<T>();
    const elsewhere: string[] = [];
    let missing = values === UNKNOWN ? 1 : 0;
    for (const value of values === UNKNOWN ? [] : values) {
      if (typeof value !== "string") {
        missing++;
        continue;
      }
      const found = find(scoped(value, from)) ?? [];
      for (const fact of found.length > 1 ? this.#nearest(found, from, input) : found) {
        here.add(fact);
      }
      if (found.length === 0) elsewhere.push(value);
    }
    if (missing === 0) return { here: [...here], elsewhere, unknown: false, mayBeHere: false };
    const origins = this.#origins(from.urn, input);
    for (const fact of origins.flatMap(({ urn }) => this.#declaredBy.get(urn) ?? [])) {
      if (!isMeant(fact) || here.has(fact)) continue;
      here.add(fact);
      missing--;
    }
    const mayBeHere = missing > 0 && mayLeadHere(origins);
    return { here: [...here], elsewhere, unknown: missing > 0, mayBeHere };
  }

  /** Of several that go by the same name, in accounts of their own: what the value came from, or what is beside it. */
  #nearest<T extends PrincipalFact | PolicyFact>(
    found: readonly T[],
    from: Resource,
    input: string,
  ): readonly T[] {
    const origins = new Set(this.#origins(from.urn, input).map(({ urn }) => urn));
    const isOrigin = ({ resource: { urn, logicalId } }: T) =>
      logicalId === undefined && origins.has(urn);
    const isBeside = ({ resource }: T) => resource.scope === from.scope;
    for (const isNear of [isOrigin, isBeside]) {
      const near = found.filter(isNear);
      if (near.length > 0) return near;
    }
    return found;
  }

  /** The resources that an input's value came from. */
  #origins(urn: string, input: string): readonly StackResource[] {
    const all = this.#stack.at({ urn })?.propertyDependencies ?? {};
    // aws-native spells the first letter small.
    return all[input] ?? all[input.charAt(0).toLowerCase() + input.slice(1)] ?? [];
  }

  #declare(fact: PrincipalFact | PolicyFact): void {
    // What stands in a template isn't what an output of the whole stack comes from.
    if (fact.resource.logicalId === undefined) add(this.#declaredBy, fact.resource.urn, fact);
  }

  #namesOf({ resource, name, principal }: PrincipalFact): readonly string[] {
    const given = typeof name === "string" ? [scoped(name, resource)] : [];
    if (resource.references) {
      return [...given, ...resource.references.map((one) => scoped(one, resource))];
    }
    const output = this.#stack.at(resource);
    // A permission set is known by its ARN.
    const keys =
      principal === "permission-set"
        ? ["arn", "permissionSetArn"]
        : ["name", NAMES[principal], "arn"];
    const known = keys.map((key) => output?.output(key)).filter((one) => typeof one === "string");
    return principal === "permission-set" ? known : [...given, ...known];
  }

  #arnsOf({ resource, property }: PolicyFact): readonly string[] {
    if (resource.references) return resource.references.map((one) => scoped(one, resource));
    const output = this.#stack.at(resource);
    const keys = property === "policy" ? ["arn", "id"] : ["policyArn", "arn"];
    return keys.map((key) => output?.output(key)).filter((one) => typeof one === "string");
  }
}

/** Which resources of a stack others name. */
export const resolverOf = memoize((stack: Stack) => new Resolver(stack));

/** The output of aws-native that a principal is named by. */
const NAMES = { user: "userName", role: "roleName", group: "groupName" } as const;

/** Whether a value may be of something that a component or template of this stack declares, as far as anybody knows. */
export function mayLeadHere(origins: readonly StackResource[]): boolean {
  return (
    origins.length === 0 ||
    origins.some(({ type }) => !/^(aws|aws-native|pulumi):/.test(type) || isTemplate(type))
  );
}

function isTemplate(type: string): boolean {
  return TEMPLATE_TYPES.includes(type) || type.startsWith("aws-native:cloudformation:");
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** A placeholder means something in its own template only. */
function scoped(value: string, { urn, scope = urn }: Resource): string {
  return value.includes("${") ? `${scope} ${value}` : value;
}
