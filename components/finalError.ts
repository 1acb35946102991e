import type { ErrorHookArgs } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";
import { argumentOf } from "./argument.ts";
import type { TakenName } from "./errorForm.ts";
import { errorForm, type FoundForm } from "./errorForms.ts";
import { generalAdvice } from "./generalAdvice.ts";
import { isMadeAnew, madeAnew } from "./madeAnew.ts";
import { perEngine } from "./perEngine.ts";
import { notProvisioned, wouldForgetProvisioning } from "./provisioningErrors.ts";
import { refusalAdvice } from "./refusalAdvice.ts";
import { type RefusedAction, refusedAction } from "./refusedAction.ts";
import { wording } from "./wording.ts";

/** What to do about an error that is final, and where it is written. */
export async function finalAdvice(args: ErrorHookArgs): Promise<string> {
  const [error = ""] = args.errors;
  const found = errorForm(error, args);
  const sentences: string[] = [];
  const taken = found?.form.isTaken ? await wording().taken(args) : undefined;
  const meaning = found && adviceOf(found, args, taken);
  if (meaning) sentences.push(meaning);
  const refused = refusedAction(error, args.type);
  if (refused && needsSaying(refused, meaning)) {
    sentences.push(refusalAdvice(refused, refused.caller ?? (await wording().caller())));
  }
  if (wouldForgetProvisioning(args)) {
    sentences.push(notProvisioned());
  }
  if (sentences.length === 0) sentences.push(generalAdvice(args, found?.form.passes === true));
  return sentences.join("; ");
}

/** What an error of this form means: AWS has a resource already that the state doesn't know, or one that it makes anew. */
export function adviceOf(
  { form, match }: FoundForm,
  args: ErrorHookArgs,
  taken?: TakenName,
): string | undefined {
  if (form.isTaken && isMadeAnew(args)) return (form.madeAnew ?? madeAnew)(args, taken);
  return form.advice?.(args, match, taken);
}

/** Whether more is to be said of a refusal than what the error's form means. */
function needsSaying({ action, isNamed }: RefusedAction, meaning: string | undefined): boolean {
  if (meaning === undefined) return true;
  return isNamed && action !== undefined && !meaning.includes(action);
}

/** What was said by this program without the resource that it was said of: the same again tells nothing. */
const said = perEngine(() => new Set<string>());

/** Tells what to do; once where it is the same of several resources. */
export async function tellFinal(args: ErrorHookArgs): Promise<void> {
  const message = await finalAdvice(args);
  const argument = argumentOf(args);
  const { told } = wording();
  const general = argument === undefined ? message : told({ argument, message });
  if (said().has(general)) return;
  said().add(general);
  await pulumi.log.warn(
    argument === undefined
      ? `${args.name}: ${message}`
      : told({ argument, resource: args.name, message }),
  );
}
