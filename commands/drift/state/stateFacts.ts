import type { Deployed } from "../../../model/transition/deployed.ts";
import { deployedIn } from "../../../program/deployedState.ts";
import { record, text } from "../../../program/stateValues.ts";

/** Type of what keeps attributes for access control, in a URN. */
const ATTRIBUTES =
  "identity-center:index:IdentityCenter$aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes";

interface StateResource {
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What Pulumi's state has of what this program makes. */
export class StateFacts {
  readonly deployed: Deployed;
  readonly #resources: Readonly<Record<string, StateResource>>;

  /** @param exported what `pulumi stack export` prints */
  constructor(exported: string) {
    const { deployment } = JSON.parse(exported) as Exported;
    this.#resources = Object.fromEntries(
      (deployment?.resources ?? []).flatMap(({ urn, type, outputs, delete: isGoing }) =>
        isGoing ? [] : [[urn, { type, outputs: outputs ?? {} }]],
      ),
    );
    this.deployed = deployedIn(this.#resources);
  }

  outputsOf(urn: string): Readonly<Record<string, unknown>> {
    return this.#resources[urn]?.outputs ?? {};
  }

  /** Outputs of the attributes for access control; undefined where the state has none. */
  get attributes(): Readonly<Record<string, unknown>> | undefined {
    const found = Object.entries(this.#resources).find(
      ([urn]) => urn.split("::")[2] === ATTRIBUTES,
    );
    return found?.[1].outputs;
  }

  /** Tags as AWS was told them, those that the provider adds too. */
  tagsOf(urn: string): Readonly<Record<string, string>> {
    const { tagsAll, tags } = this.outputsOf(urn);
    const all = record(tagsAll ?? tags);
    return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, text(value)]));
  }
}

interface Exported {
  readonly deployment?: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly type: string;
      readonly outputs?: Readonly<Record<string, unknown>>;
      readonly delete?: boolean;
    }[];
  };
}
