import { z } from "zod";
import { numberForAccountId } from "./accountId.ts";
import { text } from "./field.ts";
import { unitNames, unitPath } from "./unitPath.ts";

const NO_UNIT = "names no organizational unit; write its path, or / where the root is meant";

/** An organizational unit by path or names. The root is only what is written so: nothing at all is a slip. */
export const unitSchema = z
  .union([
    z
      .string()
      .min(1)
      .max(1024)
      .refine((path) => path === "/" || path === "" || unitNames(path).length > 0, {
        error: ({ input }) => `is "${input}", which ${NO_UNIT}`,
      }),
    z.array(text(128)).min(1),
  ])
  .describe(
    "Path of an organizational unit, such as Workloads/Production; / is the root. A name that holds a slash is written in a list of names: [CI/CD, Production].",
  );

const pattern = z
  .strictObject({
    ou: unitSchema.exactOptional(),
    nested: z
      .boolean()
      .describe("Whether units below the unit count too. Default: true. Only beside ou.")
      .exactOptional(),
    tag: z
      .record(text(128), z.union([z.string().max(256), z.array(z.string().max(256)).min(1)]))
      .describe("Tags of the account, all of them: { env: dev } or { env: [dev, test] }.")
      .exactOptional(),
    name: text(128)
      .describe("Name of the account with * (any text) and ? (any character), such as payments-*.")
      .exactOptional(),
  })
  .refine(
    (given) => given.ou !== undefined || given.tag !== undefined || given.name !== undefined,
    {
      error: "a selector needs ou, tag or name; for every account write all",
    },
  )
  .refine((given) => given.tag === undefined || Object.keys(given.tag).length > 0, {
    error: "a tag selector needs at least one tag, such as { env: dev }",
  })
  .refine((given) => given.nested === undefined || given.ou !== undefined, {
    error: "nested says something about ou only; add ou or remove nested",
  })
  .transform(({ ou, nested, ...rest }) => ({
    ...(ou === undefined ? {} : unitWanted(ou)),
    ...rest,
    nested: nested ?? true,
  }));

/** `ou` is what tells the unit apart; a list of names means exactly that unit. */
export function unitWanted(ou: string | readonly string[]): { ou: string; isExact?: true } {
  if (typeof ou !== "string") return { ou: unitPath(ou), isExact: true };
  return { ou: unitPath(unitNames(ou)), ...(ou.includes("\\") && { isExact: true }) };
}

/**
 * Accounts by text (`all`, `management`, a short name, a name of the organization, a 12-digit id) or by
 * keys that must all hold (`ou`, `tag`, `name`).
 */
export const accountSelectorSchema = z
  .union([text(128).transform(named), pattern], {
    error: ({ input }) => (typeof input === "number" ? numberForAccountId(input) : undefined),
  })
  .describe(
    "all (every active account but the management account), management, a short name, an account's name or id, or { ou, nested, tag, name } whose keys must all hold.",
  );

function named(account: string): { account: string } | { all: true } | { management: true } {
  if (account === "all") return { all: true };
  if (account === "management") return { management: true };
  return { account };
}

/** An account selector as the stack file gives it. */
export type AccountSelectorInput = z.input<typeof accountSelectorSchema>;

/** An account selector, defaults applied; `ou` is a {@link unitPath}, `""` for the root. */
export type AccountSelector = z.output<typeof accountSelectorSchema>;

/** The selectors that judge accounts by what the organization says about them. */
export type AccountPattern = z.output<typeof pattern>;
