import type { Resource } from "../../../resources/resource.ts";
import type { StackResource } from "../../../stack/stack.ts";
import type { KeyDestination } from "./keyDestinations.ts";

/** How an access key reaches a resource. */
export interface KeyFlow {
  /** The key's name in the program or template. */
  readonly key: string;
  readonly carried: Carried;
  /** From the first resource that holds it to the last: a store, then what reads it, or one alone. */
  readonly path: readonly FlowStep[];
}

/** What of an access key a value holds: `either` of them where preview can't tell which; `some` may be something else. */
export type Carried = "secret" | "id" | "either" | "some";

/** A resource that holds a key, or may read one. */
export interface FlowStep {
  readonly resource: Resource | StackResource;
  readonly name: string;
  readonly input: string;
  /** Absent for resources of a kind that isn't listed. */
  readonly destination?: KeyDestination;
  /** A store that keeps it in plain text: a Systems Manager parameter that is no SecureString. */
  readonly isPlain: boolean;
}
