import { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import type { Checked } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { type AccountSelector, accountSelectorSchema } from "./accountSelector.ts";
import { awsTexts } from "./awsTexts.ts";
import { aliases, awsText, day, list, madeElsewhere, madeHere, text } from "./field.ts";
import { keyAsNameProblems } from "./keyAsName.ts";
import { attributeText, reservedNames } from "./person.ts";
import { type Unusable, usableItems, usableKeys } from "./usable.ts";

/** One line of access: a permission set in some accounts. */
export const accessLineSchema = z.strictObject({
  permissionSet: text(128).describe("Key of a permission set in access:permissionSets."),
  accounts: z
    .array(accountSelectorSchema)
    .min(1)
    .describe("Accounts in which the group gets the permission set."),
  except: list(accountSelectorSchema).describe("Accounts that this line leaves out."),
  until: day
    .describe("Last day (UTC) on which this line grants anything, YYYY-MM-DD. Default: no end.")
    .exactOptional(),
});

/** The identity store's pattern of a group's name (Identity Store API, CreateGroup). */
const displayName = awsText(
  awsTexts.identitystore.GroupDisplayName,
  "letters, digits, symbols, punctuation and spaces are allowed in the name of a group",
)
  .refine((name) => !reservedNames.includes(name.toLowerCase()), {
    error: "AWS keeps this name for itself; choose another",
  })
  .describe("Name of the group, 1 to 1024 characters. Default: the key.")
  .exactOptional();

const administrators = z
  .boolean()
  .default(false)
  .describe(
    "Whether this group administers Identity Center: it may not end up empty or unassigned.",
  );

const access = list(accessLineSchema).describe("What the group gets where. Lines only add.");

/** A group that this program makes. */
export const groupSchema = z.strictObject({
  existing: madeHere,
  displayName,
  aliases,
  description: attributeText.describe("What it is for, 1 to 1024 characters.").exactOptional(),
  administrators,
  members: list(text(128)).describe("Keys of people in access:people."),
  access,
});

/** A group that is made elsewhere, with its members. */
export const existingGroupSchema = z.strictObject({
  existing: madeElsewhere,
  displayName,
  administrators,
  access,
});

/** A group as the stack file gives it. */
export type GroupInput = z.input<typeof groupSchema> | z.input<typeof existingGroupSchema>;

/** One line of access, defaults applied. A line without accounts is one that was refused: it grants nothing. */
export type AccessLine = z.output<typeof accessLineSchema> & {
  accounts: AccountSelector[];
  /** What is left of a line that was refused: it is judged all the same. */
  refused?: {
    readonly accounts: readonly (AccountSelector | Unusable)[];
    readonly except: readonly (AccountSelector | Unusable)[];
  };
};

/** A group, defaults applied. Of an `existing` one `members` is empty: they are known where it is made. */
export interface Group
  extends Omit<z.output<typeof groupSchema>, "existing" | "displayName" | "access"> {
  access: AccessLine[];
  existing: boolean;
  displayName: string;
}

/**
 * A group. Of a broken one everything that is usable stays, so that its other lines are judged too: a
 * refused line keeps its place, and grants nothing.
 */
export function parseGroup(key: string, value: unknown, path: string): Checked<Group> {
  const isExisting = isObject(value) && value.existing === true;
  const input = read(isExisting ? existingGroupSchema : groupSchema, value, path);
  const { displayName } = groupSchema.shape;
  return {
    value: input.value
      ? normaliseGroup(key, input.value)
      : remains(key, isObject(value) ? value : {}),
    problems: [
      ...input.problems,
      ...keyAsNameProblems(key, value, "displayName", displayName, path),
    ],
  };
}

function normaliseGroup(
  key: string,
  input: z.output<typeof groupSchema> | z.output<typeof existingGroupSchema>,
): Group {
  const name = input.displayName ?? key;
  if (input.existing) return { ...input, displayName: name, aliases: [], members: [] };
  return { ...input, displayName: name };
}

function remains(key: string, value: Readonly<Record<string, unknown>>): Group {
  const lines = Array.isArray(value.access) ? value.access : [];
  const members = Array.isArray(value.members) ? value.members : [];
  return {
    existing: value.existing === true,
    displayName: typeof value.displayName === "string" ? value.displayName : key,
    aliases: [],
    administrators: value.administrators === true,
    members: members.filter((member) => typeof member === "string"),
    access: Array.from(lines, usableLine),
  };
}

function usableLine(line: unknown): AccessLine {
  const result = accessLineSchema.safeParse(line);
  if (result.success) return result.data;
  const { permissionSet = "", until } = usableKeys(accessLineSchema.shape, line);
  const { accounts, except } = isObject(line) ? line : {};
  return {
    permissionSet,
    accounts: [],
    except: [],
    ...(until === undefined ? {} : { until }),
    refused: {
      accounts: usableItems(accountSelectorSchema, accounts),
      except: usableItems(accountSelectorSchema, except),
    },
  };
}
