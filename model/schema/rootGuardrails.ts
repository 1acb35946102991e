import { z } from "zod";
import { list, patterned, switchOf } from "./field.ts";
import { policyTargetSchema } from "./policyTarget.ts";

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

const role = patterned(
  512,
  /^(?!\/)(?=.*[A-Za-z0-9])[\w+=,.@/*?-]+$/,
  "the name of a role is wanted, with its path if it has one and * for any text, such as ci/key-rotation",
);

/** A list of targets that may be left out, and never empty. @param without what leaving it out means, and what to do */
function someTargets(without: string) {
  return z
    .array(policyTargetSchema, {
      error: ({ input }) => (input === null ? `is empty; ${without}` : undefined),
    })
    .refine((targets) => targets.length > 0, { error: without })
    .meta({ minItems: 1 });
}

export const rootGuardrailsSchema = z.strictObject({
  enabled: switchOf(
    "Whether root users of member accounts are sealed: root access is managed centrally, and a service control policy denies what the guardrails say.",
  ),
  targets: someTargets(
    "without the key the service control policy is attached to the organization's root, so that it is in force in every member account; remove the key where that is meant, or name where it is attached",
  )
    .default([{ all: true }])
    .describe(
      "Where the service control policy is attached: units, accounts, or all for the organization's root. Default: [all].",
    ),
  stage: someTargets(
    "without the key the service control policy is attached to all of targets, and to the organization's root where there are none; remove the key where that is meant, or name where it is attached for now",
  )
    .default([])
    .describe(
      "Where the service control policy is attached for now, in place of targets: one unit first, to see whom it hurts. Default: none, it is attached to targets.",
    ),
  centralRootAccess: z
    .boolean()
    .default(true)
    .describe(
      "Whether IAM manages root credentials and root sessions of member accounts from the management account. false: as it was set by somebody else. Default: true.",
    ),
  without: list(z.enum(guardrails)).describe("Guardrails that are left out. Default: none."),
  credentialRoles: list(role).describe(
    "Roles of member accounts that may make IAM users, passwords and access keys: by name, with path, * for any text.",
  ),
  administratorRoles: list(role).describe(
    "Roles of member accounts that may change trails and Identity Center's identity source: by name, with path, * for any text.",
  ),
});

/** The guardrails as the stack file gives them. */
export type RootGuardrailsInput = z.input<typeof rootGuardrailsSchema>;

/** The guardrails, defaults applied. */
export type RootGuardrails = z.output<typeof rootGuardrailsSchema>;
