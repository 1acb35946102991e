import { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { type Checked, sound } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { pathOf, stepsOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import {
  customerManagedPolicy,
  inlinePolicy,
  managedPolicy,
  permissionsBoundary,
  policyProblems,
} from "./attachedPolicies.ts";
import { awsTexts } from "./awsTexts.ts";
import {
  aliases,
  awsText,
  list,
  madeElsewhere,
  madeHere,
  maximumTags,
  patterned,
  tags,
} from "./field.ts";
import { type PolicyContext, readInlinePolicy } from "./inlinePolicy.ts";
import { keyAsNameProblems } from "./keyAsName.ts";
import { sessionDuration } from "./sessionDuration.ts";
import { usableKeys } from "./usable.ts";

const name = patterned(
  32,
  /^[\w+=,.@-]+$/,
  "letters, digits and _ + = , . @ - are allowed in the name of a permission set",
).describe("Name in AWS, 1 to 32 characters. Default: the key.");

/** IAM takes Latin-1 only, no dashes or quotes of typography. */
const description = awsText(
  awsTexts["sso-admin"].PermissionSetDescription,
  "AWS takes Latin-1 characters only; replace typographic dashes and quotation marks and letters of other scripts",
);

/** A permission set that this program makes. Limits: IAM Identity Center API, CreatePermissionSet. */
export const permissionSetSchema = z.strictObject({
  existing: madeHere,
  name: name.exactOptional(),
  aliases,
  description: description.describe("What it is for, 1 to 700 characters.").exactOptional(),
  sessionDuration: sessionDuration.describe(
    "How long a session lasts, PT1H to PT12H, such as PT8H or PT90M. Default: PT1H.",
  ),
  relayState: patterned(
    240,
    /^[a-zA-Z0-9&$@#\\/%?=~\-_'"|!:,.;*+[\] (){}]+$/,
    "an address in the console without special characters is wanted",
  )
    .describe("Where in the AWS console a session begins, 1 to 240 characters.")
    .exactOptional(),
  managedPolicies: list(managedPolicy).describe(
    "AWS managed policies, by name with path (job-function/ViewOnlyAccess) or ARN. Together with customerManagedPolicies at most 20.",
  ),
  customerManagedPolicies: list(customerManagedPolicy).describe(
    "Your own policies, by name or { name, path }; they must exist in every account reached.",
  ),
  inlinePolicy: inlinePolicy.exactOptional(),
  permissionsBoundary: permissionsBoundary
    .describe("The most that the permission set can allow: managedPolicy or customerManagedPolicy.")
    .exactOptional(),
  tags: tags.describe(
    `Tags of the permission set, added to those of identityCenter. Together at most ${maximumTags}.`,
  ),
});

/** A permission set that is made elsewhere: only how to find it. */
export const existingPermissionSetSchema = z.strictObject({
  existing: madeElsewhere,
  name: name.exactOptional(),
});

/** A permission set as the stack file gives it. */
export type PermissionSetInput =
  | z.input<typeof permissionSetSchema>
  | z.input<typeof existingPermissionSetSchema>;

/** A permission set, defaults applied. Of an `existing` one only `name` says something. */
export interface PermissionSet
  extends Omit<z.output<typeof permissionSetSchema>, "existing" | "name" | "inlinePolicy"> {
  existing: boolean;
  name: string;
  /** Compact JSON of the policy document. */
  inlinePolicy?: string;
  /** Set where a policy of it, or a key that may be one, was refused with an error: what it allows was meant otherwise. */
  refused?: true;
}

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
    return {
      value: { ...defaults, existing: true, name },
      problems: [...input.problems, ...ofName],
    };
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
  if (problems.some(isAboutPolicies)) set.refused = true;
  return { value: set, problems };
}

/** Whether it is an error that may change what the permission set allows. */
function isAboutPolicies({ severity, path }: Problem): boolean {
  const [, , part] = stepsOf(path);
  return severity === "error" && !notPolicies.includes(String(part));
}

/** What a permission set has that says nothing. */
const defaults = {
  aliases: [],
  sessionDuration: "PT1H",
  managedPolicies: [],
  customerManagedPolicies: [],
  tags: {},
};

function remains(value: unknown): z.output<typeof permissionSetSchema> {
  const { existing: _, name: __, ...usable } = usableKeys(permissionSetSchema.shape, value);
  return { ...defaults, ...usable, existing: false };
}
