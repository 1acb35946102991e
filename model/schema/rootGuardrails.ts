/** What service control policies deny in member accounts, by name. */
export const guardrails = [
  "root-user",
  "long-term-credentials",
  "leaving-organization",
  "trail-changes",
  "identity-center-roles",
  "identity-source",
] as const;

export type Guardrail = (typeof guardrails)[number];
