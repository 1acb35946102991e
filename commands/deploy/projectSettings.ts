import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";

/** A program beside the main one, by its folder. */
export type Program = "emergency";

interface ProjectSettings {
  readonly name: string;
  readonly main: string;
}

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
    plugins: { providers: providers.map((one) => ({ ...one, path: join(sandbox, one.path) })) },
  };
}

function readSettings(folder: string) {
  return parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
}
