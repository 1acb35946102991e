import { managedPolicyName } from "../model/schema/policyArn.ts";
import type { RoleContent } from "../model/transition/emergencyRole.ts";
import type { StateResource } from "../program/readState.ts";
import { list, record, text } from "../program/stateValues.ts";

type Outputs = StateResource["outputs"];

interface Draft {
  managedPolicies: string[];
  inlinePolicy?: string;
  boundary?: string;
}

/** What a state says that roles may do: those of the management account, and of each StackSet. */
export class DeployedContents {
  /** In the management account, by role. */
  readonly #own = new Map<string, Draft>();
  readonly #ofSets = new Map<string, RoleContent[]>();
  /** Roles that are there: what is attached may have lost its role. */
  readonly #roles = new Set<string>();

  role(name: string, { permissionsBoundary }: Outputs): void {
    this.#roles.add(name);
    const boundary = policyName(text(permissionsBoundary));
    if (boundary !== "") this.#draft(name).boundary = boundary;
  }

  attached(name: string, { policyArn }: Outputs): void {
    this.#draft(name).managedPolicies.push(policyName(text(policyArn)));
  }

  inline(name: string, { policy }: Outputs): void {
    this.#draft(name).inlinePolicy = text(policy);
  }

  /** A template that can't be read tells nothing. */
  stackSet(name: string, { templateBody }: Outputs): void {
    const content = contentOf(text(templateBody));
    if (content) this.#ofSets.set(name, [...(this.#ofSets.get(name) ?? []), content]);
  }

  /** By role. */
  get found(): ReadonlyMap<string, readonly RoleContent[]> {
    const names = new Set([...this.#roles, ...this.#ofSets.keys()]);
    return new Map(
      [...names].map((name) => [
        name,
        [...(this.#roles.has(name) ? [this.#draft(name)] : []), ...(this.#ofSets.get(name) ?? [])],
      ]),
    );
  }

  #draft(name: string): Draft {
    const draft = this.#own.get(name) ?? { managedPolicies: [] };
    this.#own.set(name, draft);
    return draft;
  }
}

function contentOf(template: string): RoleContent | undefined {
  let read: unknown;
  try {
    read = JSON.parse(template);
  } catch {
    return undefined;
  }
  const role = record(record(record(read).Resources).Role);
  const { ManagedPolicyArns, Policies, PermissionsBoundary } = record(role.Properties);
  const [inline] = list(Policies);
  // A policy of one's own is named in each account: Fn::Sub puts in which.
  const boundary = policyName(text(record(PermissionsBoundary)["Fn::Sub"]));
  return {
    managedPolicies: list(ManagedPolicyArns).map((arn) => policyName(text(arn))),
    ...(inline === undefined
      ? {}
      : { inlinePolicy: JSON.stringify(record(inline).PolicyDocument) }),
    ...(boundary === "" ? {} : { boundary }),
  };
}

/** Of AWS's by name with path; of one's own with a slash before the path. */
function policyName(arn: string): string {
  const name = managedPolicyName(arn);
  return name === arn ? arn.replace(/^.*?:policy(?=\/)/, "") : name;
}
