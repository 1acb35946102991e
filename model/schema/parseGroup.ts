import { isObject } from "../../policies/isObject.ts";
import type { Checked } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { accountSelectorSchema } from "./accountSelector.ts";
import {
  type AccessLine,
  accessLineSchema,
  existingGroupSchema,
  type Group,
  groupSchema,
  normaliseGroup,
} from "./group.ts";
import { keyAsNameProblems } from "./keyAsName.ts";
import { usableItems, usableKeys } from "./usable.ts";

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
