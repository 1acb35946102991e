import { type Properties, plainProperties } from "../value.ts";
import { CLOUD_CONTROL_TYPES, cloudControlled } from "./cloudControl.ts";
import { cloudFormationNames, declared, TEMPLATE_TYPES } from "./declared.ts";
import type { Fact } from "./fact.ts";
import { messageOf } from "./lateProperties.ts";
import { factsOf, READ_TYPES } from "./readers.ts";
import type { Resource } from "./resource.ts";
import { type Provider, placeOfStack } from "./stackPlace.ts";

/** One Pulumi resource as rules see it. */
export interface ReadResource {
  /** Its own inputs, as given. */
  readonly inputs: Properties;
  /** Itself, and what its CloudFormation template declares. */
  readonly resources: readonly Resource[];
  readonly facts: readonly Fact[];
  /** The same, with what hangs on conditions of the template that nobody knows yet in every way that it may turn out. */
  readonly possible: { readonly resources: readonly Resource[]; readonly facts: readonly Fact[] };
  /** Whether something in its inputs is nested too deep to be read. */
  readonly isDeep?: boolean;
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
  /** By URN, of resources whose stack wasn't judged yet, and of the stack that was judged last. */
  readonly #readings = new Map<string, ReadResource>();
  /** By the message that its properties came in: fifty policies are asked about the same. */
  readonly #byMessage = new WeakMap<object, ReadResource>();
  /** URNs of resources whose stack was judged. */
  #judged: string[] = [];
  readonly #types: ReadonlySet<string>;
  readonly #name: (type: string) => string;

  /** @param types that rules ask for, besides those that say something about IAM */
  constructor(types: Iterable<string>) {
    const all = [...READ_TYPES, ...TEMPLATE_TYPES, ...CLOUD_CONTROL_TYPES, ...types];
    this.#types = new Set(all);
    this.#name = cloudFormationNames(all);
  }

  /** @returns `undefined` for a resource of a type that no rule looks at */
  read({ type, urn, name, props, provider }: Declaration): ReadResource | undefined {
    const wanted = this.#name(type);
    if (!this.#types.has(wanted)) return undefined;
    const message = messageOf(props);
    const known = message && this.#byMessage.get(message);
    if (known) return known;
    let isDeep = false;
    const inputs = plainProperties(props, () => {
      isDeep = true;
    });
    const reading = { ...read(wanted, urn, name, inputs, provider), isDeep };
    if (message) this.#byMessage.set(message, reading);
    this.#readings.set(urn, reading);
    return reading;
  }

  /** Reads a resource of the stack by its outputs, where nothing else is known of it. */
  readOutputs(
    type: string,
    urn: string,
    name: string,
    outputs: () => Properties,
  ): ReadResource | undefined {
    const wanted = this.#name(type);
    return this.#types.has(wanted) ? read(wanted, urn, name, outputs()) : undefined;
  }

  /** How the resources of a stack that is judged now were declared, by URN. */
  declarations(resources: readonly { readonly urn: string }[]): ReadonlyMap<string, ReadResource> {
    const found = new Map<string, ReadResource>();
    const seen = new Set<string>();
    for (const { urn } of resources) {
      const reading = this.#readings.get(urn);
      if (reading) found.set(urn, reading);
      // Of two with one URN it isn't known whose declaration it is.
      if (seen.has(urn)) found.delete(urn);
      seen.add(urn);
    }
    for (const urn of found.keys()) this.#judged.push(urn);
    return found;
  }

  /** Forgets resources whose stack was judged: those of the next operation begin. */
  forgetJudged(): void {
    for (const urn of this.#judged) this.#readings.delete(urn);
    this.#judged = [];
  }

  /** Forgets all: their operation ended without a judgement of its stack. */
  forgetAll(): void {
    this.#readings.clear();
    this.#judged = [];
  }
}

function read(
  token: string,
  urn: string,
  name: string,
  inputs: Properties,
  provider?: Provider,
): ReadResource {
  const asked = cloudControlled(token, inputs);
  // Placeholders of templates ask for the place, which is read from the stack's configuration.
  const place = TEMPLATE_TYPES.includes(asked.type) ? placeOfStack(inputs, provider) : {};
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
