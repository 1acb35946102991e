import type { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { type Checked, sound } from "../problems/checked.ts";
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
): Checked<PermissionSet> {
  const isExisting = isObject(value) && value.existing === true;
  const input = read(isExisting ? existingPermissionSetSchema : permissionSetSchema, value, path);
  const name = input.value?.name ?? key;
  const ofName = keyAsNameProblems(key, value, "name", permissionSetSchema.shape.name, path);
  if (isExisting) {
    return { value: existing(name), problems: [...input.problems, ...ofName] };
  }
  const { inlinePolicy: given, ...rest } =
    input.value?.existing === false ? input.value : remains(value);
  const inline =
    given === undefined
      ? sound(undefined)
      : readInlinePolicy(given, pathOf(path, "inlinePolicy"), context);
  const set: PermissionSet = {
    ...rest,
    name,
    ...(inline.value !== undefined && { inlinePolicy: inline.value }),
  };
  // A set with a misspelt key isn't without policies: they may be what is misspelt.
  const hasInline = given !== undefined || input.value === undefined;
  const problems = [
    ...input.problems,
    ...ofName,
    ...inline.problems,
    ...policyProblems(set, hasInline, path),
  ];
  if (problems.some((problem) => isAboutPolicies(problem, path))) set.refused = true;
  return { value: set, problems };
}

/** Whether it is an error that may change what the permission set allows. */
function isAboutPolicies(problem: Problem, path: string): boolean {
  if (problem.severity !== "error") return false;
  return !notPolicies
    .map((part) => pathOf(path, part))
    .some(
      (part) =>
        problem.path === part ||
        (/^[.[]/.test(problem.path.slice(part.length)) && problem.path.startsWith(part)),
    );
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
