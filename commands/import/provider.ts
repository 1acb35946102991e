import { createRequire } from "node:module";
import { parse } from "yaml";
import { isObject } from "../../policies/isObject.ts";
import { readProjectFile } from "../../program/projectFiles.ts";
import type { ProviderSettings } from "./importFile.ts";

const NAMESPACE = "aws:";

/**
 * The provider with which the program makes everything, as the project's and the stack's settings have it.
 *
 * @param config of the stack file, by full key
 */
export function providerSettings(
  region: string,
  config: Readonly<Record<string, unknown>>,
): ProviderSettings {
  const project = parse(readProjectFile("Pulumi.yaml"));
  const defaults = Object.entries((project.config ?? {}) as Record<string, unknown>).map(
    ([key, setting]) => [key, isObject(setting) ? setting.value : setting] as const,
  );
  const settings = [...defaults, ...Object.entries(config)].filter(
    ([key, value]) => key.startsWith(NAMESPACE) && value !== undefined,
  );
  const { version } = createRequire(import.meta.url)("@pulumi/aws/package.json");
  return {
    version,
    inputs: {
      ...Object.fromEntries(
        settings.map(([key, value]) => [
          key.slice(NAMESPACE.length),
          typeof value === "string" ? value : JSON.stringify(value),
        ]),
      ),
      region,
    },
  };
}
