import { z } from "zod";
import { numberForAccountId } from "./accountId.ts";
import { patterned } from "./field.ts";

const account = z
  .string({
    error: ({ input }) => (typeof input === "number" ? numberForAccountId(input) : undefined),
  })
  .min(1)
  .max(128);

/**
 * Who administers Identity Center beside the management account, and which part this stack has (IAM Identity Center User
 * Guide, "Delegated administration").
 */
export const delegatedAdministrationSchema = z.strictObject({
  account: account.describe(
    "The member account that administers Identity Center for the organization: a short name, its name or its 12-digit id.",
  ),
  stack: z
    .enum(["management", "delegated"])
    .describe(
      "Which of the two stacks this is. management runs with credentials of the management account: it registers the delegated administrator and holds what is assigned in the management account. delegated runs with credentials of the delegated administrator and holds the rest.",
    ),
  otherStack: patterned(
    100,
    /^[\w.-]+$/,
    "the name of a stack of this project is wanted, without organization and project, such as prod: letters, digits and _ . - are allowed",
  )
    .describe(
      "Name of the other stack, whose file Pulumi.NAME.yaml is beside this one: what both have is refused, and the alarms of the management account's stack watch the administrators of both. Default: what both have is found only when AWS refuses it.",
    )
    .exactOptional(),
});

/** Delegated administration as the stack file gives it. */
export type DelegatedAdministrationInput = z.input<typeof delegatedAdministrationSchema>;

/** Delegated administration, and this stack's part in it. */
export type DelegatedAdministration = z.output<typeof delegatedAdministrationSchema>;
