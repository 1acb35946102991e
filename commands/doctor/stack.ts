import type { Configuration } from "../../model/schema/configuration.ts";

/** What is said of the organization in a stack file. */
export interface ExaminedStack {
  readonly name: string;
  readonly configuration: Pick<
    Configuration,
    "delegatedAdministration" | "detection" | "doctor" | "identityCenter" | "rootGuardrails"
  >;
}
