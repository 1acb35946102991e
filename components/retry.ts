import * as pulumi from "@pulumi/pulumi";
import { argumentOf } from "./argument.ts";
import { errorForm } from "./errorForms.ts";
import { inputsOf } from "./failure.ts";
import { errorHook } from "./hooks.ts";
import { perEngine } from "./perEngine.ts";
import { pauseSeconds } from "./transientErrors.ts";
import { noteUnprovisioned } from "./unprovisioned.ts";
import { type Wording, wording } from "./wording.ts";

/** How often a transient error is met with another try before it is final. */
const ATTEMPTS = 8;

/** First pause in seconds, from `IDENTITY_CENTER_RETRY_SECONDS`; 2 unless it is set. */
function basePauseSeconds(): number {
  const seconds = Number(process.env.IDENTITY_CENTER_RETRY_SECONDS ?? 2);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 2;
}

/** Whether the provider changed a permission set, and AWS did not bring it to its accounts. */
const NOT_PROVISIONED = /provisioning SSO Permission Set|SSO Permission Set \(\S*\) to provision/;

/**
 * Whether another try would succeed without doing what failed: these resources provision only after a
 * change, and the change itself is made by now (terraform-provider-aws #26807). Roles in the accounts
 * would keep the old policies, and nobody would know.
 */
function wouldForgetProvisioning({ type, failedOperation, errors }: pulumi.ErrorHookArgs): boolean {
  if (!NOT_PROVISIONED.test(errors[0] ?? "")) return false;
  if (type.endsWith("Exclusive")) return failedOperation === "update";
  return failedOperation === "delete";
}

/**
 * The same of a list of policies that is new to the state. Where the set isn't, as one that was taken over, accounts may
 * have it: another try has the list in the state, and the set's own outputs say that it isn't provisioned.
 *
 * @returns ARN of the set
 */
function newAttachments(args: pulumi.ErrorHookArgs): string | undefined {
  const { type, failedOperation, errors } = args;
  if (!NOT_PROVISIONED.test(errors[0] ?? "") || !type.endsWith("Exclusive")) return undefined;
  const { permissionSetArn } = inputsOf(args);
  if (failedOperation !== "create" || typeof permissionSetArn !== "string") return undefined;
  return permissionSetArn;
}

function notProvisioned(): string {
  return `the permission set is changed, but AWS did not bring it to its accounts; when the cause is gone, ${wording().provisionAgain}`;
}

/** What to do about an error that another `pulumi up` alone won't cure. */
async function advice(args: pulumi.ErrorHookArgs): Promise<string | undefined> {
  const [error = ""] = args.errors;
  const found = errorForm(error, args);
  const sentences: string[] = [];
  const taken = found?.form.isTaken ? await wording().idOfTaken(args) : undefined;
  const meaning = found?.form.advice?.(args, found.match, taken);
  if (meaning) sentences.push(meaning);
  if (wouldForgetProvisioning(args)) {
    sentences.push(notProvisioned());
  }
  if (sentences.length === 0) return undefined;
  const message = sentences.join("; ");
  const argument = argumentOf(args);
  if (argument === undefined) return `${args.name}: ${message}`;
  return wording().told({ argument, resource: args.name, message });
}

/** Whether what failed is tried again; `to be kept` where that only has it in the state, and the update fails nevertheless. */
export function isTriedAgain(
  args: pulumi.ErrorHookArgs,
  { isDeployed }: Pick<Wording, "isDeployed"> = wording(),
): boolean | "to be kept" {
  const [error = ""] = args.errors;
  const set = args.errors.length === 1 ? newAttachments(args) : undefined;
  if (set !== undefined && isDeployed(set)) return "to be kept";
  const passes = errorForm(error, args)?.form.passes ?? false;
  return passes && !wouldForgetProvisioning(args) && args.errors.length <= ATTEMPTS;
}

async function decide(args: pulumi.ErrorHookArgs): Promise<boolean> {
  const [error = ""] = args.errors;
  const attempt = args.errors.length;
  const isAgain = isTriedAgain(args);
  if (isAgain === "to be kept") {
    noteUnprovisioned(newAttachments(args) ?? "");
    await pulumi.log.error(`${args.name}: ${error}; ${notProvisioned()}`);
    return true;
  }
  if (!isAgain) {
    const whatToDo = await advice(args);
    if (whatToDo) await pulumi.log.warn(whatToDo);
    return false;
  }
  const seconds = pauseSeconds(attempt, basePauseSeconds());
  await pulumi.log.info(
    `${args.name}: ${args.failedOperation} met a passing error, try ${attempt + 1} of ${ATTEMPTS + 1} in ${seconds.toFixed(1)} s: ${error}`,
  );
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return true;
}

/** Retries throttling and passing conflicts with back-off; everything else fails at once. */
export const retryTransientErrors = perEngine(() => errorHook("retry-transient-errors", decide));

/** Options of what a component makes: below it, and tried again. */
export function retriedBelow(parent: pulumi.Resource): pulumi.CustomResourceOptions {
  return { parent, hooks: { onError: [retryTransientErrors()] } };
}
