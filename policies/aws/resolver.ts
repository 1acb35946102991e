import type { Stack } from "../stack.ts";
import { UNKNOWN } from "../value.ts";
import type { PolicyFact, PrincipalFact, References } from "./fact.ts";
import type { Resource } from "./resource.ts";

/** What references lead to. */
export interface Resolved<T> {
  /** Declared in this stack. */
  readonly here: readonly T[];
  /** Names or ARNs of what isn't. */
  readonly elsewhere: readonly string[];
  /** Whether there are others that nobody knows yet. */
  readonly unknown: boolean;
}

/** Finds what an input's values name: by name or ARN, or by what Pulumi says that the value came from. */
export class Resolver {
  readonly #stack: Stack;
  readonly #principals = new Map<string, PrincipalFact>();
  readonly #policies = new Map<string, PolicyFact>();
  /** By URN of the resource that declares them. */
  readonly #declaredBy = new Map<string, (PrincipalFact | PolicyFact)[]>();

  constructor(stack: Stack) {
    this.#stack = stack;
    for (const fact of stack.facts("principal")) {
      this.#declare(fact);
      for (const name of this.#namesOf(fact))
        this.#principals.set(`${fact.principal} ${name}`, fact);
    }
    for (const fact of stack.facts("policy")) {
      if (fact.form !== "managed") continue;
      this.#declare(fact);
      for (const arn of this.#arnsOf(fact)) this.#policies.set(arn, fact);
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
    find: (value: string) => T | undefined,
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
      const found = find(scoped(value, from));
      if (found) here.add(found);
      else elsewhere.push(value);
    }
    if (missing > 0) {
      for (const fact of this.#origins(from.urn, input)) {
        if (!isMeant(fact) || here.has(fact)) continue;
        here.add(fact);
        missing--;
      }
    }
    return { here: [...here], elsewhere, unknown: missing > 0 };
  }

  /** What the resources declare that an input's value came from. */
  #origins(urn: string, input: string): readonly (PrincipalFact | PolicyFact)[] {
    const all = this.#stack.at({ urn })?.propertyDependencies ?? {};
    // aws-native spells the first letter small.
    const origins = all[input] ?? all[input.charAt(0).toLowerCase() + input.slice(1)] ?? [];
    return origins.flatMap((origin) => this.#declaredBy.get(origin.urn) ?? []);
  }

  #declare(fact: PrincipalFact | PolicyFact): void {
    // What stands in a template isn't what an output of the whole stack comes from.
    if (fact.resource.logicalId !== undefined) return;
    const { urn } = fact.resource;
    this.#declaredBy.set(urn, [...(this.#declaredBy.get(urn) ?? []), fact]);
  }

  #namesOf({ resource, name, principal }: PrincipalFact): readonly string[] {
    const given = typeof name === "string" ? [scoped(name, resource)] : [];
    if (resource.references) {
      return [...given, ...resource.references.map((one) => scoped(one, resource))];
    }
    const output = this.#stack.at(resource);
    // A permission set is known by its ARN.
    const keys =
      principal === "permission-set" ? ["arn", "permissionSetArn"] : ["name", NAMES[principal]];
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

/** The output of aws-native that a principal is named by. */
const NAMES = { user: "userName", role: "roleName", group: "groupName" } as const;

/** A placeholder means something in its own template only. */
function scoped(value: string, { urn, scope = urn }: Resource): string {
  return value.includes("${") ? `${scope} ${value}` : value;
}
