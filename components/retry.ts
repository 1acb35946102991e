import * as pulumi from "@pulumi/pulumi";
import { errorForm } from "./errorForms.ts";
import { noteFailed } from "./failed.ts";
import { tellFinal } from "./finalError.ts";
import { errorHook } from "./hooks.ts";
import { perEngine } from "./perEngine.ts";
import { newAttachments, notProvisioned, wouldForgetProvisioning } from "./provisioningErrors.ts";
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
    noteFailed(args.urn);
    await tellFinal(args);
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
