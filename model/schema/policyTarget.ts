import { z } from "zod";
import { numberForAccountId } from "./accountId.ts";
import { unitSchema, unitWanted } from "./accountSelector.ts";
import { text } from "./field.ts";

/** Where a policy of the organization is attached: a unit, one account, or the root. */
export const policyTargetSchema = z
  .union(
    [
      text(128).transform((account) => (account === "all" ? { all: true as const } : { account })),
      z.strictObject({ ou: unitSchema }).transform(({ ou }) => unitWanted(ou)),
    ],
    { error: ({ input }) => (typeof input === "number" ? numberForAccountId(input) : undefined) },
  )
  .describe(
    "{ ou }, a short name, name or id of one account, or all: the organization's root, and so every account but the management account.",
  );

/** A target of policies, defaults applied; `ou` is a unitPath, `""` for the root. */
export type PolicyTarget = z.output<typeof policyTargetSchema>;
