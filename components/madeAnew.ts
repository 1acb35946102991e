import type { ErrorHookArgs } from "@pulumi/pulumi";
import { firstFew } from "../model/problems/seen.ts";
import { quoted } from "../model/transition/commands.ts";
import { wording } from "./wording.ts";

/** Inputs that say what a resource is called in AWS. */
const NAMES = /^name$|Name$/;

/** Pulumi imports nothing over what it has: where the id is another the state can't be read any more. */
const NO_IMPORT = "don't import what AWS has, which the state can't hold beside it";

/** Whether the state has a resource itself that couldn't be made: the engine makes another in its place first. */
export function isMadeAnew({ urn, failedOperation }: ErrorHookArgs): boolean {
  return failedOperation === "create" && wording().former(urn) !== undefined;
}

/** Whether what is to be made is different from what the state has. */
export function isDifferent(args: ErrorHookArgs): boolean {
  return differing(args).length > 0;
}

/** Whether a resource that is made anew gets another name. */
export function isRenamed(args: ErrorHookArgs): boolean {
  return differing(args).some((key) => NAMES.test(key));
}

/** Ways out where the state has a resource that the engine makes anew, and AWS has something in the place of the new one. */
export function madeAnew(args: ErrorHookArgs): string {
  const keys = differing(args);
  if (!isDifferent(args)) {
    return `the state has it, as AWS does, and Pulumi makes it anew though nothing of it is different, as with --replace, after pulumi state taint, or with a provider of another Region (aws:region): ${NO_IMPORT}, but leave that out (pulumi state untaint ${quoted(args.urn)} takes a mark back), and run pulumi up again`;
  }
  const what = firstFew(keys);
  const isNamed = Object.keys(args.newInputs ?? {}).some((key) => NAMES.test(key));
  if (isNamed && !isRenamed(args)) {
    return `the state has it, as AWS does under this name, and Pulumi makes it anew, since it is to be different (${what}; pulumi preview --diff marks what can't be changed in place): ${NO_IMPORT}, but take that back, or give it another name with it, and run pulumi up again`;
  }
  const other = isNamed ? "choose another name" : "choose another";
  return `the state has it as it was before (${what} is different now), and AWS has already what is to come in its place, of somebody else or of an update whose answer was lost: ${NO_IMPORT}, but take the former ${what} back, ${other}, or remove in AWS what an update has made so, and run pulumi up again`;
}

/** Plain inputs that are different from what the state has. */
function differing({ urn, newInputs = {} }: ErrorHookArgs): string[] {
  const former = wording().former(urn) ?? {};
  return Object.entries(newInputs).flatMap(([key, value]) => {
    const before = former[key];
    return isPlain(value) && isPlain(before) && value !== before ? [key] : [];
  });
}

/** AWS writes documents in its own way. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string") return !value.startsWith("{");
  return typeof value === "number" || typeof value === "boolean";
}
