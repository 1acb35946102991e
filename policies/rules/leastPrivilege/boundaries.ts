import { awsManagedPolicy } from "../../iam/awsManaged/awsManagedPolicy.ts";
import { TEMPLATE_TYPES } from "../../resources/declared.ts";
import type { PolicyFact, References } from "../../resources/fact.ts";
import { references } from "../../resources/factBuilders.ts";
import type { Resource } from "../../resources/resource.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack, StackResource } from "../../stack/stack.ts";
import { TemplateMentions } from "../../stack/templateMentions.ts";
import { UNKNOWN, type Value } from "../../value.ts";
import type { PolicyNames } from "./policyNames.ts";

/** A managed policy that some principal of the stack has as its permissions boundary. */
export interface BoundaryChoice {
  readonly policy: PolicyFact;
  /** Whether it only may be that one, as far as anybody knows yet. */
  readonly isOpen: boolean;
  /** Whose. */
  readonly of: Resource;
}

/** A permissions boundary as it is declared. */
interface Declared {
  readonly resource: Resource;
  readonly input: string;
  readonly value: Value | undefined;
  /** Whether it is a permission set's, which may be a name. */
  readonly isOfSet: boolean;
}

/** Finds the managed policies that are permissions boundaries, in every way that conditions of a template may turn out. */
export class Boundaries {
  readonly #stack: Stack;
  readonly #names: PolicyNames;
  readonly #mentions = new TemplateMentions();
  /** By URN: those of a Pulumi resource itself, and those in its template. */
  readonly #managed: ReadonlyMap<string, readonly PolicyFact[]>;

  constructor(stack: Stack, names: PolicyNames) {
    this.#stack = stack;
    this.#names = names;
    const managed = stack.facts("policy").filter(({ form }) => form === "managed");
    this.#managed = Map.groupBy(managed, ({ resource }) => resource.urn);
  }

  *all(): Iterable<BoundaryChoice> {
    const seen = new Set<Value>();
    for (const declared of this.#declared()) {
      const { value, resource, isOfSet } = declared;
      if (typeof value === "string" && !value.includes("${")) {
        if (seen.has(value)) continue;
        seen.add(value);
      }
      const certain = new Set(this.#certain(declared));
      for (const policy of certain) yield { policy, isOpen: false, of: resource };
      if (isOfSet && typeof value === "string") continue;
      for (const policy of this.#open(declared, certain.size > 0)) {
        if (!certain.has(policy)) yield { policy, isOpen: true, of: resource };
      }
    }
  }

  *#declared(): Iterable<Declared> {
    for (const { resource, boundary } of this.#stack.possibleFacts("principal")) {
      if (boundary === undefined || boundary === null || boundary === "") continue;
      const input = resource.type.startsWith("aws:")
        ? "permissionsBoundary"
        : "PermissionsBoundary";
      yield { resource, input, value: boundary, isOfSet: false };
    }
    for (const { resource, policy } of this.#stack.possibleFacts("boundary")) {
      yield { resource, input: "permissionsBoundary", value: policy, isOfSet: true };
    }
  }

  #certain({ resource, input, value, isOfSet }: Declared): readonly PolicyFact[] {
    const reference: References = references("policy", input, value);
    const { here, elsewhere } = resolverOf(this.#stack).policies(
      value === undefined ? { ...reference, values: [null] } : reference,
      resource,
    );
    const named = elsewhere
      .filter((one) => awsManagedPolicy(one) === undefined)
      .flatMap((one) => (isOfSet ? this.#names.ofName(one) : this.#names.ofArn(one)));
    return [...here, ...named];
  }

  /** What a boundary may be that isn't known: only what its value can come from. */
  #open({ resource, input, value }: Declared, isFound: boolean): readonly PolicyFact[] {
    const at = this.#stack.at(resource);
    if (!at) return [];
    if (typeof value === "string") {
      return isFound
        ? []
        : [...this.#names.likeArn(value), ...this.#likeNamed(value, resource, at)];
    }
    if (resource.logicalId === undefined) {
      const origins = at.propertyDependencies[input] ?? at.propertyDependencies[lower(input)] ?? [];
      return isFound ? [] : origins.flatMap((one) => this.#fromOutputs(one));
    }
    return [...this.#fromExpression(resource, input, at), ...this.#fromParameters(at)];
  }

  /** Policies in a template that the outputs of its stack may name. */
  #fromOutputs(origin: StackResource): readonly PolicyFact[] {
    if (!TEMPLATE_TYPES.includes(origin.type) && !/:cloudformation:/.test(origin.type)) return [];
    const words = this.#mentions.inOutputs(origin);
    const inside = this.#managed.get(origin.urn) ?? [];
    return inside.filter(({ resource: { logicalId } }) => words.has(logicalId ?? ""));
  }

  /** Policies of the same template that the declaration of the boundary mentions. */
  #fromExpression(
    { urn, scope, logicalId = "" }: Resource,
    input: string,
    at: StackResource,
  ): readonly PolicyFact[] {
    const words = this.#mentions.inProperty(at, logicalId, input);
    return (this.#managed.get(urn) ?? []).filter(({ resource }) => {
      if (resource.logicalId === undefined || resource.scope !== scope) return false;
      return words?.has(resource.logicalId.slice(resource.logicalId.lastIndexOf(".") + 1)) ?? true;
    });
  }

  /** Policies of the same template whose name isn't known either, and comes from the same parameters. */
  #likeNamed(arn: string, { urn, scope }: Resource, at: StackResource): readonly PolicyFact[] {
    const parameters = [...arn.matchAll(/\$\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
    if (parameters.length === 0) return [];
    return (this.#managed.get(urn) ?? []).filter(({ name, resource }) => {
      if (name !== UNKNOWN || resource.logicalId === undefined || resource.scope !== scope) {
        return false;
      }
      const words = this.#mentions.inProperty(at, resource.logicalId, "ManagedPolicyName");
      return parameters.some((one) => words?.has(one) ?? true);
    });
  }

  /** Policies of the program that the parameters or the text of a template come from. */
  #fromParameters({ propertyDependencies }: StackResource): readonly PolicyFact[] {
    const origins = new Set(
      Object.values(propertyDependencies).flatMap((all) => all.map(({ urn }) => urn)),
    );
    const all = [...origins].flatMap((urn) => this.#managed.get(urn) ?? []);
    return all.filter(({ resource }) => resource.logicalId === undefined);
  }
}

/** aws-native spells the first letter small. */
function lower(input: string): string {
  return input.charAt(0).toLowerCase() + input.slice(1);
}
