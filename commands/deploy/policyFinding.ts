/** What is known of a policy violation, from the pack itself or from the engine's events. */
export interface PolicyFinding {
  readonly policy: string;
  readonly enforcementLevel: string;
  readonly severity?: string;
  readonly message: string;
  readonly urn?: string;
}
