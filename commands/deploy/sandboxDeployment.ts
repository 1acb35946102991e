import type { Grant } from "../../sandbox/world/history.ts";
import type { Message } from "./message.ts";
import type { PolicyFinding } from "./policyFinding.ts";
import type { Change, Resource } from "./resource.ts";

/** What came out of a deployment to the sandbox, whichever way it ran. */
export interface SandboxDeployment {
  /** Of the Pulumi CLI, such as `v3.260.0`; absent where the program ran in this process, each time for the first time. */
  readonly engineVersion?: string;
  /** Nothing failed, and no mandatory policy is against it. */
  readonly ok: boolean;
  readonly changes: readonly Change[];
  /** What there is in the sandbox afterwards. */
  readonly resources: readonly Resource[];
  /** What people reach in the sandbox afterwards, whatever the configuration wants. */
  readonly grants: readonly Grant[];
  /** Absent when the policy pack was not asked, since the program failed before. */
  readonly policies?: { readonly rules: number; readonly findings: readonly PolicyFinding[] };
  readonly messages: readonly Message[];
  /** Absent when it failed. */
  readonly portalUrl?: string;
}
