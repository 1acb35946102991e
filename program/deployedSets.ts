import { boundaryName, type SetContent } from "../model/access/setContent.ts";
import type { SetPart } from "../model/transition/deployed.ts";
import { list, record, text } from "./stateValues.ts";

/** A part of a permission set, as the stack's state has it. */
export interface DeployedPart {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Last words of a part's type. */
const KINDS: Readonly<Record<string, SetPart>> = {
  ManagedPolicyAttachmentsExclusive: "managedPolicies",
  CustomerManagedPolicyAttachmentsExclusive: "customerManagedPolicies",
  PermissionSetInlinePolicy: "inlinePolicy",
  PermissionsBoundaryAttachment: "permissionsBoundary",
};

/** Parts of permission sets by the ARN of the set, whatever they are called: after a change of keys that was stopped, some have the former name. */
export class DeployedSets {
  readonly #parts = new Map<string, Map<SetPart, DeployedPart>>();
  readonly #notes = new Set<string>();
  readonly #versions = new Map<string, Map<number, string>>();

  add(part: DeployedPart): void {
    const kind = KINDS[part.type.split(":").at(-1) ?? ""];
    if (kind === undefined) return;
    const arn = text(part.outputs.permissionSetArn);
    const parts = this.#parts.get(arn) ?? new Map<SetPart, DeployedPart>();
    this.#parts.set(arn, parts.set(kind, part));
  }

  /** URNs of a set's parts. */
  urnsOf(arn: string): ReadonlyMap<SetPart, string> {
    return new Map([...(this.#parts.get(arn) ?? [])].map(([kind, { urn }]) => [kind, urn]));
  }

  /** What a set holds. @param set its own outputs */
  contentOf(set: Readonly<Record<string, unknown>>): SetContent {
    const of = (kind: SetPart) => this.#parts.get(text(set.arn))?.get(kind)?.outputs;
    const inline = of("inlinePolicy");
    return {
      // What a set doesn't have, AWS takes no empty text for.
      ...(set.description ? { description: text(set.description) } : {}),
      ...(set.relayState ? { relayState: text(set.relayState) } : {}),
      sessionDuration: text(set.sessionDuration),
      managedPolicies: list(of("managedPolicies")?.managedPolicyArns).map(text),
      customerManagedPolicies: list(
        of("customerManagedPolicies")?.customerManagedPolicyReferences,
      ).map(policyOf),
      ...(inline ? { inlinePolicy: text(inline.inlinePolicy) } : {}),
      ...boundaryOf(of("permissionsBoundary")?.permissionsBoundary),
    };
  }

  /**
   * A version of a set's boundary.
   *
   * @param name of its resource
   * @returns the set's key; undefined where it is something else
   */
  addVersion(name: string, outputs: Readonly<Record<string, unknown>>): string | undefined {
    const [, key, number = "0"] = /^(.*)-boundary-version(?:-(\d+))?$/s.exec(name) ?? [];
    if (key === undefined) return undefined;
    const versions = this.#versions.get(key) ?? new Map<number, string>();
    const boundary = boundaryName(boundaryOf(outputs.input)) ?? "";
    this.#versions.set(key, versions.set(Number(number), boundary));
    return key;
  }

  /** Versions of boundaries by the set's key: the boundary's name, or nothing. */
  get boundaryVersions(): ReadonlyMap<string, ReadonlyMap<number, string>> {
    return this.#versions;
  }

  /** A note that a set has a limit. @param name of its resource: the set's key, and what limit it is */
  addNote(name: string): void {
    this.#notes.add(name);
  }

  /**
   * Whether a set has a limit, or a note of one, that it was to lose: what AWS and the accounts have of it isn't known.
   *
   * @param limits those that it was left with
   */
  keepsLimits(key: string, arn: string, limits: unknown): boolean {
    if (!Array.isArray(limits)) return false; // an earlier version noted none
    const parts = this.urnsOf(arn);
    return LIMITS.some(
      ([limit, note]) =>
        (parts.has(limit) || this.#notes.has(`${key}${note}`)) && !limits.includes(limit),
    );
  }
}

const LIMITS: readonly (readonly [SetPart, note: string])[] = [
  ["inlinePolicy", "-inline-note"],
  ["permissionsBoundary", "-boundary-note"],
];

function boundaryOf(
  limit: unknown,
): Pick<SetContent, "managedBoundary" | "customerManagedBoundary"> {
  const { managedPolicyArn, customerManagedPolicyReference } = record(limit);
  return {
    ...(managedPolicyArn ? { managedBoundary: text(managedPolicyArn) } : {}),
    ...(customerManagedPolicyReference
      ? { customerManagedBoundary: policyOf(customerManagedPolicyReference) }
      : {}),
  };
}

function policyOf(reference: unknown): { name: string; path: string } {
  const { name, path } = record(reference);
  return { name: text(name), path: text(path) || "/" };
}
