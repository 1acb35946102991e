import { matches } from "../iam/patterns/wildcard.ts";

/** A finding that somebody decided to live with for a while. Configured under the rule's id. */
export interface Exemption {
  /** Name or URN of the resource, `*` and `?` allowed. For findings about the whole stack: `*`. */
  readonly resource: string;
  /** Only findings with this id, `*` and `?` allowed. @default all of the rule's */
  readonly finding?: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** JSON Schema of a rule's `exemptions`, which the Pulumi CLI checks. */
export const exemptionsSchema = {
  type: "array" as const,
  description: "findings to live with for a while",
  items: {
    type: "object" as const,
    required: ["resource", "reason", "expires"],
    additionalProperties: false,
    properties: {
      resource: { type: "string" as const, minLength: 1 },
      finding: { type: "string" as const, minLength: 1 },
      reason: { type: "string" as const, minLength: 1 },
      expires: {
        type: "string" as const,
        pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
      },
    },
  },
};

/** The exemption that hides a finding, if any. */
export function hiding(
  exemptions: readonly Exemption[],
  finding: string,
  urn: string,
  today: string,
): Exemption | undefined {
  return exemptions.find((one) => !isExpired(one, today) && concerns(one, finding, urn));
}

/** Whether the exemption speaks of this finding, be it expired or not. */
export function concerns(exemption: Exemption, finding: string, urn: string): boolean {
  if (exemption.finding !== undefined && !matches(exemption.finding, finding)) return false;
  const name = urn.slice(urn.lastIndexOf("::") + (urn.includes("::") ? 2 : 1));
  return matches(exemption.resource, urn) || matches(exemption.resource, name);
}

/** @param today `YYYY-MM-DD` */
export function isExpired(exemption: Exemption, today: string): boolean {
  return exemption.expires < today;
}
