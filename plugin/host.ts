import { readFileSync } from "node:fs";
import {
  type ComponentResource,
  type ComponentResourceOptions,
  type Inputs,
  isSecret,
  output,
} from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider/index.js";
import { administratorGuard } from "../components/administratorGuard.ts";
import { answering } from "../components/fail.ts";
import { takeHooks } from "../components/hooks.ts";
import { renameGuard } from "../components/people.ts";
import { serveOneEngine } from "../components/perEngine.ts";
import { retryTransientErrors } from "../components/retry.ts";
import { destroyGuard } from "../program/destroyGuard.ts";
import { lossGuard } from "../program/lossGuard.ts";
import { dropDebugMessages } from "../program/sdkDebugLog.ts";
import { trailGuard } from "../program/trailGuard.ts";
import * as components from "./components.ts";

type Constructor = new (
  name: string,
  args: never,
  opts?: ComponentResourceOptions,
) => ComponentResource;

const constructors: Readonly<Record<string, Constructor>> = components;
const text = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

/** The package as Pulumi's engine asks for it. */
class Package implements provider.Provider {
  readonly version = JSON.parse(text("package.json")).version as string;
  /** Written by `npm run schema` from the components' own types. */
  readonly schema = text("schema.json");
  readonly #resources = JSON.parse(this.schema).resources as Readonly<
    Record<string, { readonly properties: object }>
  >;

  async construct(
    name: string,
    type: string,
    inputs: Inputs,
    options: ComponentResourceOptions,
  ): Promise<provider.ConstructResult> {
    const Component = constructors[type.split(":").at(-1) ?? ""];
    const definition = this.#resources[type];
    if (!Component || !definition) {
      const all = Object.keys(this.#resources).join(", ");
      throw new Error(`the package identity-center has no ${type}; it has ${all}`);
    }
    await registerHooks();
    return await answering(async () => {
      const component = new Component(name, inputs as never, options);
      const outputs = component as unknown as Record<string, unknown>;
      const state = Object.fromEntries(
        Object.keys(definition.properties).map((key) => [key, outputs[key]]),
      );
      // Known once all of it is there, in preview, too.
      await isSecret(output(state));
      return { urn: component.urn, state };
    });
  }
}

/**
 * Takes the hooks of all components, also of those that the program doesn't make any more: they are asked about what is
 * deleted.
 *
 * @throws when another provider of this package, or the program itself, was first
 */
async function registerHooks(): Promise<void> {
  try {
    await takeHooks();
  } catch (error) {
    if (!/already registered/.test(String(error))) throw error;
    throw new Error(
      "this program has several providers of the package identity-center, and the engine takes the hooks of one; give all components of the package the same `provider`, or none",
    );
  }
  administratorGuard();
  renameGuard();
  lossGuard();
  destroyGuard();
  trailGuard();
  retryTransientErrors();
}

export async function host(): Promise<void> {
  dropDebugMessages();
  serveOneEngine();
  await provider.main(new Package(), process.argv.slice(2));
}
