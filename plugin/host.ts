import { readFileSync } from "node:fs";
import type { ComponentResource, ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider/index.js";
import { administratorGuard } from "../components/administratorGuard.ts";
import { renameGuard } from "../components/people.ts";
import { serveOneEngine } from "../components/perEngine.ts";
import { retryTransientErrors } from "../components/retry.ts";
import { dropDebugMessages } from "../program/sdkDebugLog.ts";
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
    await hooksAreTaken();
    const component = new Component(name, inputs as never, options);
    const outputs = component as unknown as Record<string, unknown>;
    return {
      urn: component.urn,
      state: Object.fromEntries(
        Object.keys(definition.properties).map((key) => [key, outputs[key]]),
      ),
    };
  }
}

/**
 * Waits for the engine to take the components' hooks. It takes each name once for a program, and so from one provider
 * of this package only: a second one is a process of its own, whose guard would know half of the administrators.
 *
 * @throws when another provider of this package, or the program itself, was first
 */
async function hooksAreTaken(): Promise<void> {
  const hooks = [administratorGuard().hook, renameGuard().hook, retryTransientErrors()];
  try {
    // The SDK's own name for it; every resource with the hook waits for it.
    await Promise.all(hooks.map((hook) => Reflect.get(hook, "__registered")));
  } catch (error) {
    if (!/already registered/.test(String(error))) throw error;
    throw new Error(
      "this program has several providers of the package identity-center, and the engine takes the hooks of one; give all components of the package the same `provider`, or none",
    );
  }
}

export async function host(): Promise<void> {
  dropDebugMessages();
  serveOneEngine();
  await provider.main(new Package(), process.argv.slice(2));
}
