import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ProjectConfiguration } from "../../model/files/projectConfiguration.ts";
import { withPlace } from "../../model/files/yamlSource.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";

/** A program beside the main one, by its folder. */
export type Program = "emergency";

interface ProjectSettings {
  readonly name: string;
  readonly main: string;
}

/** Pulumi.yaml's number of retries, for AWS: the sandbox answers at once, and the provider there has its own. */
const RETRIES = "aws:maxRetries";

/** The sandbox's project, or that of another program with its plugins, to be run from another folder. */
export function projectSettings(program?: Program): ProjectSettings {
  const sandbox = join(PROJECT_ROOT, "sandbox");
  const { plugins, ...main } = readSettings(sandbox);
  const providers: { name: string; path: string }[] = plugins.providers;
  const folder = program === undefined ? sandbox : join(PROJECT_ROOT, program);
  const own = program === undefined ? main : readSettings(folder);
  return {
    ...own,
    runtime: main.runtime,
    main: join(folder, own.main),
    config: configurationOf(program ?? ""),
    plugins: { providers: providers.map((one) => ({ ...one, path: join(sandbox, one.path) })) },
  };
}

/** What a project's Pulumi.yaml says of all stacks. */
function configurationOf(folder: string): Record<string, { readonly value: unknown }> {
  const name = join(folder, "Pulumi.yaml");
  const text = readFileSync(join(PROJECT_ROOT, name), "utf8");
  const { values } = withPlace(() => new ProjectConfiguration(name, text));
  const kept = Object.entries(values).filter(([key]) => key !== RETRIES);
  return Object.fromEntries(kept.map(([key, value]) => [key, { value }]));
}

function readSettings(folder: string) {
  return parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
}
