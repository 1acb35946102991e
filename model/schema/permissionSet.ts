import { z } from "zod";
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
  text,
} from "./field.ts";
import { managedPolicyForm } from "./policyArn.ts";
import { numberForDuration, sessionDurationAdvice } from "./sessionDuration.ts";

const name = patterned(
  32,
  /^[\w+=,.@-]+$/,
  "letters, digits and _ + = , . @ - are allowed in the name of a permission set",
).describe("Name in AWS, 1 to 32 characters. Default: the key.");

const policyName = patterned(
  128,
  /^[\w+=,.@-]+$/,
  "letters, digits and _ + = , . @ - are allowed in the name of a policy; give its path as { name, path }",
);

/** Form of an IAM path (IAM API, CreatePolicy). */
const policyPath = patterned(
  512,
  /^\/([A-Za-z0-9.,+@=_-]+\/)*$/,
  "a path begins and ends with a slash, such as /boundaries/",
);

/** A policy that AWS looks up by name and path in each account that the permission set reaches. */
export const customerManagedPolicy = z.union([
  policyName.transform((policy) => ({ name: policy, path: "/" })),
  z.strictObject({
    name: policyName.describe("Name of the policy, without its path."),
    path: policyPath.default("/").describe("Path of the policy. Default: /."),
  }),
]);

const managedPolicy = patterned(
  2048,
  managedPolicyForm,
  "the name of an AWS managed policy is wanted, with its path if it has one (job-function/ViewOnlyAccess), or its ARN; policies of your own belong in customerManagedPolicies",
);

/** IAM takes Latin-1 only, no dashes or quotes of typography. */
const description = awsText(
  awsTexts["sso-admin"].PermissionSetDescription,
  "AWS takes Latin-1 characters only; replace typographic dashes and quotation marks and letters of other scripts",
);

const boundary = z
  .strictObject({
    managedPolicy: managedPolicy.describe("AWS managed policy, by name or ARN.").exactOptional(),
    customerManagedPolicy: customerManagedPolicy
      .describe(
        "Your own policy, by name or { name, path }; it must exist in every account reached.",
      )
      .exactOptional(),
  })
  .refine(
    (given) => (given.managedPolicy === undefined) !== (given.customerManagedPolicy === undefined),
    { error: "a boundary is one policy: give either managedPolicy or customerManagedPolicy" },
  )
  .transform(({ managedPolicy: managed, customerManagedPolicy: own }) =>
    own ? { customerManagedPolicy: own } : { managedPolicy: managed ?? "" },
  );

/** A permission set that this program makes. Limits: IAM Identity Center API, CreatePermissionSet. */
export const permissionSetSchema = z.strictObject({
  existing: madeHere,
  name: name.exactOptional(),
  aliases,
  description: description.describe("What it is for, 1 to 700 characters.").exactOptional(),
  sessionDuration: z
    .string({
      error: ({ input }) => (typeof input === "number" ? numberForDuration(input) : undefined),
    })
    .superRefine((value, context) => {
      const message = sessionDurationAdvice(value);
      if (message) context.addIssue({ code: "custom", message });
    })
    .default("PT1H")
    .describe("How long a session lasts, PT1H to PT12H, such as PT8H or PT90M. Default: PT1H."),
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
  inlinePolicy: z
    .union([text(1024), z.record(z.string(), z.unknown())])
    .describe(
      "Policy document, or the path of a .json file beside the stack file. At most 10,240 characters without white space, of Latin-1.",
    )
    .exactOptional(),
  permissionsBoundary: boundary
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

/** A customer managed policy; `path` begins and ends with a slash. */
export type CustomerManagedPolicy = z.output<typeof customerManagedPolicy>;

/** The policy that bounds a permission set: AWS's (name or ARN), or one's own. */
export type PermissionsBoundary = z.output<typeof boundary>;

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
