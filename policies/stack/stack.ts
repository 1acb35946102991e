import type { Fact, FactKind, FactOf } from "../resources/fact.ts";
import type { Intake, ReadResource } from "../resources/intake.ts";
import type { Resource } from "../resources/resource.ts";
import { type Properties, plainProperties, plainProperty, type Value } from "../value.ts";

/** A Pulumi resource at the end of a preview or update, with its outputs. */
export interface StackResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  /** Of a component: what it registered. */
  readonly outputs: Properties;
  /** One output by itself: cheaper where nothing else of it is needed. */
  output(name: string): Value | undefined;
  /** Of types that some rule looks at, if this run registered the resource. */
  readonly inputs?: Properties;
  readonly parent: StackResource | undefined;
  /** What it was declared to come after. */
  readonly dependencies: readonly StackResource[];
  /** Resources that the value of each input came from. */
  readonly propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

/** A resource of the stack as a policy is asked about it (`PolicyResource` of @pulumi/policy). */
export interface DeployedResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: object;
  readonly parent?: DeployedResource | undefined;
  readonly dependencies: readonly DeployedResource[];
  readonly propertyDependencies: Readonly<Record<string, readonly DeployedResource[]>>;
}

/** All resources of a Pulumi stack, and what they say about IAM. Everything is worked out when first asked for. */
export class Stack {
  readonly resources: readonly StackResource[];
  readonly #byType: ReadonlyMap<string, readonly StackResource[]>;
  readonly #byUrn: ReadonlyMap<string, StackResource>;
  readonly #intake: Intake;
  readonly #declarations: ReadonlyMap<string, ReadResource>;
  #declared: ReadonlyMap<string, readonly Resource[]> | undefined;
  #facts: ReadonlyMap<FactKind, readonly Fact[]> | undefined;
  #possible: readonly Fact[] = [];

  constructor(resources: readonly DeployedResource[], intake: Intake) {
    this.#intake = intake;
    this.#declarations = intake.declarations(resources);
    this.resources = convert(resources, this.#declarations);
    this.#byType = Map.groupBy(this.resources, ({ type }) => type);
    this.#byUrn = new Map(this.resources.map((one) => [one.urn, one]));
  }

  /** What its resources were declared with, of types that some rule looks at. */
  get declarations(): Iterable<ReadResource> {
    return this.#declarations.values();
  }

  /** Its Pulumi resources of these type tokens. */
  ofType(...types: readonly string[]): readonly StackResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** The Pulumi resource that a declared resource is, or stands in. */
  at({ urn }: { readonly urn: string }): StackResource | undefined {
    return this.#byUrn.get(urn);
  }

  /** Declared resources of these types, those in CloudFormation templates among them. */
  declared(...types: readonly string[]): readonly Resource[] {
    this.#read();
    return types.flatMap((type) => this.#declared?.get(type) ?? []);
  }

  /** What its resources say about IAM. */
  facts<K extends FactKind>(kind: K): readonly FactOf<K>[] {
    this.#read();
    return (this.#facts?.get(kind) ?? []) as readonly FactOf<K>[];
  }

  /** The same, in every way that conditions of a template may turn out which nobody knows yet: to judge one by one. */
  possibleFacts<K extends FactKind>(kind: K): readonly FactOf<K>[] {
    this.#read();
    return this.#possible.filter((fact): fact is FactOf<K> => fact.kind === kind);
  }

  #read(): void {
    if (this.#facts) return;
    const all = this.resources.flatMap((one) => {
      const { type, urn, name } = one;
      const declaration = this.#declarations.get(urn);
      return declaration ?? this.#intake.readOutputs(type, urn, name, () => one.outputs) ?? [];
    });
    this.#declared = Map.groupBy(
      all.flatMap(({ resources }) => resources),
      ({ type }) => type,
    );
    this.#facts = Map.groupBy(
      all.flatMap(({ facts }) => facts),
      ({ kind }) => kind,
    );
    this.#possible = all.flatMap(({ possible }) => possible.facts);
  }
}

function convert(
  resources: readonly DeployedResource[],
  declarations: ReadonlyMap<string, ReadResource>,
): readonly StackResource[] {
  const converted = new Map<DeployedResource, StackResource>();
  const toStackResource = (resource: DeployedResource): StackResource => {
    const known = converted.get(resource);
    if (known) return known;
    let outputs: Properties | undefined;
    const { type, urn, name } = resource;
    const inputs = declarations.get(urn)?.inputs;
    const one: StackResource = {
      type,
      urn,
      name,
      get outputs() {
        outputs ??= plainProperties(resource.props);
        return outputs;
      },
      output: (key) => (outputs ? outputs[key] : plainProperty(resource.props, key)),
      ...(inputs && { inputs }),
      // Only when asked for: in a damaged state, parents may go round in a circle.
      get parent() {
        return resource.parent && toStackResource(resource.parent);
      },
      get dependencies() {
        return resource.dependencies.map(toStackResource);
      },
      get propertyDependencies() {
        const entries = Object.entries(resource.propertyDependencies);
        return Object.fromEntries(
          entries.map(([key, origins]) => [key, origins.map(toStackResource)]),
        );
      },
    };
    converted.set(resource, one);
    return one;
  };
  return resources.map(toStackResource);
}
