import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { perEngine } from "./perEngine.ts";

// The engine calls hooks from outside of the program that made them. The SDK finds its engine, and we our words, by
// where code runs: a package is told both for each component, and knows neither elsewhere.

/**
 * A hook that is asked before deletions, already in preview; an error refuses them. It is told values, also where they
 * are encrypted: they say nothing of them.
 */
export function deletionHook(
  name: string,
  decide: (args: pulumi.ResourceHookArgs) => void | Promise<void>,
): pulumi.ResourceHook {
  const asked = async (args: pulumi.ResourceHookArgs) => {
    const [oldInputs, oldOutputs] = [await plain(args.oldInputs), await plain(args.oldOutputs)];
    await decide({ ...args, oldInputs, oldOutputs });
  };
  return new pulumi.ResourceHook(name, AsyncResource.bind(asked), { onDryRun: true });
}

/** A hook that is told of creations; not in preview, which makes nothing. */
export function creationHook(
  name: string,
  note: (args: pulumi.ResourceHookArgs) => void,
): pulumi.ResourceHook {
  return new pulumi.ResourceHook(name, AsyncResource.bind(note));
}

/** A hook that is asked whether what failed is tried again. */
export function errorHook(
  name: string,
  decide: (args: pulumi.ErrorHookArgs) => Promise<boolean>,
): pulumi.ErrorHook {
  return new pulumi.ErrorHook(name, AsyncResource.bind(decide));
}

/**
 * Takes the components' hooks for this process. The engine takes a hook's name once for a program, and the guards of
 * two processes would know half of the administrators each.
 *
 * @returns once it is done; fails where another process was first
 */
export const takeHooks = perEngine(() =>
  pulumi.runtime.registerResourceHook({ name: "identity-center", callback: () => {} }),
);

type Values = NonNullable<pulumi.ResourceHookArgs["oldOutputs"]>;

/** The SDK makes an output of each property that holds a secret (@pulumi/pulumi, runtime/callbacks.ts, `outputtifySecrets`). */
async function plain(values: Values = {}): Promise<Values> {
  const entries = Object.entries(values).map(async ([key, value]) => [key, await known(value)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** What an output holds; the output itself where that isn't known, as a preview's may be. */
async function known(value: unknown): Promise<unknown> {
  if (!pulumi.Output.isInstance(value)) return value;
  const output: pulumi.Output<unknown> = value;
  const { isKnown } = output as typeof output & { readonly isKnown: Promise<boolean> };
  return (await isKnown) ? await new Promise((resolve) => output.apply(resolve)) : output;
}
