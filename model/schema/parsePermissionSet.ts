import type { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { read } from "../problems/issues.ts";
import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { type PolicyContext, readInlinePolicy } from "./inlinePolicy.ts";
import { keyAsNameProblems } from "./keyAsName.ts";
import {
  existingPermissionSetSchema,
  type PermissionSet,
  permissionSetSchema,
} from "./permissionSet.ts";
import { policyProblems } from "./permissionSetPolicies.ts";
import { usableKeys } from "./usable.ts";

/** Parts of a permission set that don't decide what it allows. */
const notPolicies = ["name", "aliases", "description", "sessionDuration", "relayState", "tags"];

/** A permission set with its policies read and counted. Of a broken one everything that is usable stays, so that the rest of it is judged too. */
export function parsePermissionSet(
  key: string,
  value: unknown,
  path: string,
  context: PolicyContext,
  problems: Problem[],
): PermissionSet {
  const earlier = problems.length;
  const input =
    isObject(value) && value.existing === true
      ? read(existingPermissionSetSchema, value, path, problems)
      : read(permissionSetSchema, value, path, problems);
  const nameSchema = permissionSetSchema.shape.name;
  problems.push(...keyAsNameProblems(key, value, "name", nameSchema, path));
  const name = input?.name ?? key;
  if (input?.existing || (isObject(value) && value.existing === true)) return existing(name);

  const { inlinePolicy: given, ...rest } = input ?? remains(value);
  const set: PermissionSet = { ...rest, name };
  if (given !== undefined) {
    const json = readInlinePolicy(given, pathOf(path, "inlinePolicy"), context, problems);
    if (json !== undefined) set.inlinePolicy = json;
  }
  // A set with a misspelt key isn't without policies: they may be what is misspelt.
  const hasInline = given !== undefined || input === undefined;
  problems.push(...policyProblems(set, hasInline, path));
  const found = problems.slice(earlier).filter(({ severity }) => severity === "error");
  const others = notPolicies.map((part) => pathOf(path, part));
  const isOther = (where: string) =>
    others.some(
      (one) => where === one || (/^[.[]/.test(where.slice(one.length)) && where.startsWith(one)),
    );
  if (!found.every((one) => isOther(one.path))) set.refused = true;
  return set;
}

function remains(value: unknown): z.output<typeof permissionSetSchema> {
  const { existing: _, name: __, ...usable } = usableKeys(permissionSetSchema.shape, value);
  return {
    aliases: [],
    sessionDuration: "PT1H",
    managedPolicies: [],
    customerManagedPolicies: [],
    tags: {},
    ...usable,
    existing: false,
  };
}

function existing(name: string): PermissionSet {
  return {
    existing: true,
    name,
    aliases: [],
    sessionDuration: "PT1H",
    managedPolicies: [],
    customerManagedPolicies: [],
    tags: {},
  };
}
