import { type Properties, plainProperties } from "../value.ts";
import { CLOUD_CONTROL_TYPES, cloudControlled } from "./cloudControl.ts";
import { cloudFormationNames, declared, TEMPLATE_TYPES } from "./declared.ts";
import type { Fact } from "./fact.ts";
import { factsOf, READ_TYPES } from "./readers.ts";
import type { Resource } from "./resource.ts";
import { type Provider, placeOfStack } from "./stackPlace.ts";

/** One Pulumi resource as rules see it. */
export interface Reading {
  /** Its own inputs, as given. */
  readonly inputs: Properties;
  /** Itself, and what its CloudFormation template declares. */
  readonly resources: readonly Resource[];
  readonly facts: readonly Fact[];
  /** The same, with what hangs on conditions of the template that nobody knows yet in every way that it may turn out. */
  readonly possible: { readonly resources: readonly Resource[]; readonly facts: readonly Fact[] };
}

/** A Pulumi resource as a policy is asked about it. */
export interface Declaration {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: object;
  readonly provider?: Provider;
}

/** Reads resources as they are declared, and remembers them for the judgement of the stack. */
export class Intake {
  /** By URN. */
  readonly #readings = new Map<string, Reading>();
  readonly #types: ReadonlySet<string>;
  readonly #name: (type: string) => string;

  /** @param types that rules ask for, besides those that say something about IAM */
  constructor(types: Iterable<string>) {
    const all = [...READ_TYPES, ...TEMPLATE_TYPES, ...CLOUD_CONTROL_TYPES, ...types];
    this.#types = new Set(all);
    this.#name = cloudFormationNames(all);
  }

  /** @returns `undefined` for a resource of a type that no rule looks at */
  read({ type, urn, name, props, provider }: Declaration): Reading | undefined {
    const wanted = this.#name(type);
    if (!this.#types.has(wanted)) return undefined;
    const reading = read(
      wanted,
      urn,
      name,
      plainProperties(props as Record<string, unknown>),
      provider,
    );
    this.#readings.set(urn, reading);
    return reading;
  }

  /** A resource of the stack: as its inputs declared it, or else as its outputs say. */
  recall(type: string, urn: string, name: string, outputs: () => Properties): Reading | undefined {
    const wanted = this.#name(type);
    if (!this.#types.has(wanted)) return undefined;
    return this.#readings.get(urn) ?? read(wanted, urn, name, outputs());
  }

  /** What a resource was declared with in this run. */
  inputsOf(urn: string): Properties | undefined {
    return this.#readings.get(urn)?.inputs;
  }
}

function read(
  token: string,
  urn: string,
  name: string,
  inputs: Properties,
  provider?: Provider,
): Reading {
  const asked = cloudControlled(token, inputs);
  const place = placeOfStack(inputs, provider);
  const { resources, possible, template } = declared({ ...asked, urn, name }, place);
  const facts: Fact[] = resources.flatMap(factsOf);
  if (template) facts.push(template);
  if (possible === resources) return { inputs, resources, facts, possible: { resources, facts } };
  const varied = possible.filter(({ variant }) => variant);
  const isVaried = new Set(varied.map(({ logicalId }) => logicalId));
  const variants = varied.flatMap(factsOf);
  const certain = facts.filter(({ resource: { logicalId } }) => !isVaried.has(logicalId));
  return {
    inputs,
    resources,
    facts,
    possible: { resources: possible, facts: [...certain, ...variants] },
  };
}
