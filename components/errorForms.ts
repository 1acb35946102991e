import type { ErrorHookArgs } from "@pulumi/pulumi";
import { accountErrors, principalErrors } from "./accountErrors.ts";
import { assignmentErrors } from "./assignmentErrors.ts";
import { detectionErrors } from "./detectionErrors.ts";
import { emergencyErrors } from "./emergencyErrors.ts";
import { encryptionErrors } from "./encryptionErrors.ts";
import type { ErrorForm } from "./errorForm.ts";
import { goneErrors } from "./goneErrors.ts";
import { organizationErrors } from "./organizationErrors.ts";
import { policyErrors } from "./policyErrors.ts";
import { takenErrors } from "./takenErrors.ts";
import { trailErrors } from "./trailErrors.ts";

/** The first that fits counts: special forms stand before general ones. */
export const errorForms: readonly ErrorForm[] = [
  ...encryptionErrors,
  ...accountErrors,
  ...detectionErrors,
  ...trailErrors,
  ...emergencyErrors,
  ...principalErrors,
  ...takenErrors,
  ...organizationErrors,
  ...policyErrors,
  ...goneErrors,

  // A detach that re-provisions an account while its assignment goes away (terraform-provider-aws #35158).
  { form: /Assignment not found/i, passes: true },
  {
    form: /timeout while waiting for state/,
    of: ":AccountAssignment",
    operation: "delete",
    advice: () =>
      "AWS still works on taking this assignment away, and what it gives is given until then: wait a few minutes, then run pulumi up again with this configuration: where AWS has it no more, that is done",
  },
  {
    form: /timeout while waiting for state/,
    of: ":AccountAssignment",
    advice: () =>
      "AWS still works on this assignment: wait a few minutes, then run pulumi up again with this configuration; where AWS has made it by then, the error says how to keep it",
  },
  {
    form: /timeout while waiting for state/,
    of: ":Region",
    operation: "delete",
    advice: () =>
      "AWS still works on taking this Region away: wait until aws sso-admin list-regions doesn't show it any more, then run pulumi up again with this configuration",
  },
  {
    form: /timeout while waiting for state/,
    of: ":Region",
    advice: () =>
      "AWS still works on this Region: wait until aws sso-admin list-regions shows it as ACTIVE, then run pulumi up again with this configuration; where AWS has it by then, the error says how to keep it",
  },

  // What passes: throttling, changes that met each other (AWS recommends to retry), services that were busy.
  { form: /ThrottlingException|TooManyRequests|Rate exceeded/i, passes: true },
  { form: /failed to get rate limit token/i, passes: true },
  { form: /ServiceUnavailable|InternalServer(Error|Exception)|RequestTimeout/i, passes: true },
  { form: /connection reset by peer/i, passes: true },
  { form: /try again in a few minutes/i, passes: true },
  { form: /ConflictException/i, passes: true },

  ...assignmentErrors,

  // What AWS refuses of a Region that Identity Center is to be replicated to. Its API reference has no words for it
  // (AddRegion, ValidationException: "it contains a syntax error"; of keys alone it has reasons).
  {
    form: /ValidationException/,
    of: ":Region",
    operation: "create",
    advice: () =>
      "AWS takes a further Region where people come from an identity provider or from Identity Center's own directory, the Region is enabled in the management account, and the multi-Region key that encrypts Identity Center has a replica there, which its own key policy lets Identity Center use. Where Identity Center isn't encrypted by that key yet, take the Regions out (regions), run npm run up, and go on with step 3 of docs/regions-and-keys.md (pulumi preview shows the key's policy already, among its outputs: keyPolicies)",
  },
];

/** The form that an error has, with what it matched. */
export interface FoundForm {
  readonly form: ErrorForm;
  readonly match: RegExpExecArray;
}

/** @param of what failed, and in which operation */
export function errorForm(
  error: string,
  of: Partial<Pick<ErrorHookArgs, "type" | "failedOperation">> = {},
): FoundForm | undefined {
  for (const form of errorForms) {
    if (form.of !== undefined && !isOf(form.of, of.type)) continue;
    if (form.operation !== undefined && form.operation !== of.failedOperation) continue;
    const match = form.form.exec(error);
    if (match) return { form, match };
  }
  return undefined;
}

function isOf(of: string | RegExp, type = ""): boolean {
  return typeof of === "string" ? type.endsWith(of) : of.test(type);
}
