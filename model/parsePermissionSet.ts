import { type ReadFile, readInlinePolicy } from "./inlinePolicy.ts";
import { isObject } from "./isObject.ts";
import { read } from "./issues.ts";
import { keyAsNameProblems } from "./keyAsName.ts";
import { pathOf } from "./path.ts";
import {
  existingPermissionSetSchema,
  type PermissionSet,
  permissionSetSchema,
} from "./permissionSet.ts";
import { policyProblems } from "./permissionSetPolicies.ts";
import type { Problem } from "./problem.ts";

/** A permission set with its policies read and counted; undefined when it is broken. */
export function parsePermissionSet(
  key: string,
  value: unknown,
  path: string,
  readFile: ReadFile,
  problems: Problem[],
): PermissionSet | undefined {
  const input =
    isObject(value) && value.existing === true
      ? read(existingPermissionSetSchema, value, path, problems)
      : read(permissionSetSchema, value, path, problems);
  const nameSchema = permissionSetSchema.shape.name;
  problems.push(...keyAsNameProblems(key, value, "name", nameSchema, path));
  if (!input) return undefined;
  const name = input.name ?? key;
  if (input.existing) return existing(name);

  const { inlinePolicy: given, ...rest } = input;
  const set: PermissionSet = { ...rest, name };
  if (given !== undefined) {
    const json = readInlinePolicy(given, pathOf(path, "inlinePolicy"), readFile, problems);
    if (json !== undefined) set.inlinePolicy = json;
  }
  problems.push(...policyProblems(set, given !== undefined, path));
  return set;
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
