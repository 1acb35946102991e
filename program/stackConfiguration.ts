import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ProjectConfiguration } from "../model/files/projectConfiguration.ts";
import { SourceError, YamlSource } from "../model/files/yamlSource.ts";
import { type ParsedStack, parseStack } from "../model/parseStack.ts";
import { isObject } from "../policies/isObject.ts";
import type { ConfigurationSource } from "./configurationSource.ts";
import { createHomeProvider, HOME } from "./homeProvider.ts";
import { AWS } from "./movedRegion.ts";
import { reportProblems } from "./problems.ts";
import { PROJECT_ROOT, readProjectFile, readTextFile } from "./projectFiles.ts";
import { isSecret } from "./secrets.ts";

const NAMESPACE = "access:";

/** The stack as where its configuration comes from. The provider of everything is registered with it. */
export function stackSource(): ConfigurationSource {
  const config = allConfig();
  const stack = readStackConfiguration(config);
  const region = homeRegion(stack);
  return {
    ...{ stack, region, parentType: "" },
    sections: Object.fromEntries(
      Object.entries(config)
        .filter(([key]) => key.startsWith(NAMESPACE))
        .map(([key, value]) => [key.slice(NAMESPACE.length), value]),
    ),
    isSecret: (section) => isSecret(NAMESPACE + section),
    // The same provider for everything: each one is a process of its own.
    place: { provider: createHomeProvider(region) },
    providerUrn: { name: HOME, types: AWS },
    planCommands: [`npm run up -- --stack ${pulumi.getStack()}`],
    driftCommand: `npm run drift -- --stack ${pulumi.getStack()}`,
    worded: (message) => message,
  };
}

/** What Pulumi hands over, by full key. */
export function allConfig(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig()).map(([key, value]) => [key, parseValue(value)]),
  );
}

/** The stack's configuration, checked as far as that goes without the organization. */
function readStackConfiguration(config: Readonly<Record<string, unknown>>): ParsedStack {
  const region = new pulumi.Config("aws").get("region");
  const project = pulumi.getProject();
  const file = stackFile(config);
  return parseStack(config, { readFile, region, project, file, inProject: inProject() });
}

/** Reads what the stack file names. Another stack's file lies beside it, which may be another folder than the program's. */
function readFile(path: string): string {
  const beside = join(rootDirectory(), path);
  const isStackFile = /^Pulumi\.[\w.-]+\.yaml$/.test(path);
  return isStackFile && existsSync(beside) ? readTextFile(path, beside) : readProjectFile(path);
}

/**
 * The stack file, where the program can see it: Pulumi hands over values only, so that the lines are found here,
 * and what Pulumi passes over in silence, such as a section that isn't below `config:`.
 *
 * @param folder of the project. Default: the main one's.
 */
export function stackFile(
  config: Readonly<Record<string, unknown>>,
  folder = PROJECT_ROOT,
): YamlSource | undefined {
  const name = `Pulumi.${pulumi.getStack()}.yaml`;
  for (const directory of new Set([folder, rootDirectory()])) {
    const path = join(directory, name);
    if (!existsSync(path)) continue;
    try {
      const shownName = directory === folder ? join(relative(PROJECT_ROOT, folder), name) : name;
      const file = new YamlSource(shownName, readTextFile(shownName, path));
      if (isFileOf(file, config)) return file;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      throw new pulumi.RunError(`${error.place}: ${error.message}`);
    }
  }
  return undefined;
}

/**
 * What Pulumi.yaml has for all stacks, where the program can see it.
 *
 * @param folder of the project. Default: the main one's.
 */
export function inProject(folder = PROJECT_ROOT): ProjectConfiguration | undefined {
  const path = join(folder, "Pulumi.yaml");
  const name = relative(PROJECT_ROOT, path);
  try {
    return new ProjectConfiguration(name, readTextFile(name, path));
  } catch {
    // The engine has read it: it is another one's.
    return undefined;
  }
}

/** Whether the configuration may come from a file: all of its keys were handed over. `--config-file` names another one. */
function isFileOf({ value }: YamlSource, config: Readonly<Record<string, unknown>>): boolean {
  if (!isObject(value) || !isObject(value.config)) return true;
  const project = pulumi.getProject();
  return Object.keys(value.config).every((key) =>
    Object.hasOwn(config, key.includes(":") ? key : `${project}:${key}`),
  );
}

/** Where Pulumi.yaml lies; unknown to a program that runs without the engine. */
export function rootDirectory(): string {
  try {
    return pulumi.runtime.getRootDirectory();
  } catch {
    return PROJECT_ROOT;
  }
}

/** The home Region: `access:identityCenter.region`, or the stack's `aws:region`. Without one the program stops here. */
function homeRegion({ configuration, problems }: ParsedStack): string {
  const region = configuration.identityCenter.region ?? new pulumi.Config("aws").get("region");
  if (region !== undefined) return region;
  reportProblems(problems);
  throw new pulumi.RunError("access:identityCenter.region can't be read");
}

/** Pulumi hands structured values over as JSON text, plain ones as they are, and a key without a value as no text. */
function parseValue(value: string): unknown {
  if (value === "") return null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
