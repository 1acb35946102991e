import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { structuredText } from "../../model/files/agreement.ts";
import { ProjectConfiguration } from "../../model/files/projectConfiguration.ts";
import type { ReadFile } from "../../model/files/readFile.ts";
import { SourceError, withPlace, YamlSource } from "../../model/files/yamlSource.ts";
import { type ParsedStack, parseStack } from "../../model/parseStack.ts";
import { error, type Problem, warning } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { isObject } from "../../policies/isObject.ts";
import { PROJECT_ROOT, readProjectFile, readTextFile } from "../../program/projectFiles.ts";
import { secretsUnjudged, withStandIns } from "./secretValues.ts";

/** Name of the project in Pulumi.yaml, the sandbox's too. */
const PROJECT = "identity-center";

/** A stack's configuration as it stands in its file. */
export interface StackFile {
  readonly stack: string;
  /** File name, such as `Pulumi.dev.yaml`. */
  readonly name: string;
  readonly source: YamlSource;
  /** What all stacks have, where a Pulumi.yaml says so. */
  readonly inProject?: ProjectConfiguration | undefined;
  /** Values by full key, such as `access:people`, with stand-ins for what is encrypted. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Paths of what is encrypted, such as `access:people.ada.phone`. */
  readonly secrets: readonly string[];
  /** Those of them that no stand-in fits, so that they are left out. */
  readonly leftOut: readonly string[];
  /** Reads the files that it names. */
  readonly readFile: ReadFile;
}

/** @throws when there is no such stack file, or it isn't YAML with a `config:` map; lists the stacks that there are */
export function readStackFile(stack: string): StackFile {
  const path = join(PROJECT_ROOT, `Pulumi.${stack}.yaml`);
  const name = basename(path);
  if (!existsSync(path)) {
    throw new Error(
      `${name} does not exist; stacks with a file here: ${stackNames().join(", ") || "none"}`,
    );
  }
  return withPlace(() => toStackFile(stack, textOf(name, path), readProjectFile, projectFile()));
}

/** Name of the file that says what all stacks have. */
export const PROJECT_FILE = "Pulumi.yaml";

/** Text of Pulumi.yaml, here or in a folder of another project; `undefined` where there is none. */
export function projectFile(folder = ""): string | undefined {
  const path = join(PROJECT_ROOT, folder, PROJECT_FILE);
  return existsSync(path) ? textOf(join(folder, PROJECT_FILE), path) : undefined;
}

/** @throws SourceError when it is no text, no ordinary file, or may not be read */
function textOf(name: string, path: string): string {
  try {
    return readTextFile(name, path);
  } catch (error) {
    if (error instanceof SourceError || !(error instanceof Error)) throw error;
    throw new SourceError(name, error.message);
  }
}

/**
 * @param readFile reads the files that it names. Default: as they are
 * @param project text of Pulumi.yaml, where that counts
 * @throws when the text isn't YAML with a `config:` map
 */
export function toStackFile(
  stack: string,
  yaml: string,
  readFile: ReadFile = readProjectFile,
  project?: string,
): StackFile {
  const inProject = inProjectFile(PROJECT_FILE, project);
  const check = (config: Readonly<Record<string, unknown>>, source: YamlSource) =>
    parseConfig({ config, source, readFile, inProject }).problems;
  return toFile({ stack, name: `Pulumi.${stack}.yaml`, readFile, inProject }, yaml, check);
}

/** @throws when the text isn't YAML */
export function inProjectFile(
  name: string,
  text: string | undefined,
): ProjectConfiguration | undefined {
  return text === undefined ? undefined : withPlace(() => new ProjectConfiguration(name, text));
}

/**
 * The same of any project's stack file.
 *
 * @param check what is wrong with a configuration, by which stand-ins for what is encrypted are chosen
 * @throws when the text isn't YAML with a `config:` map
 */
export function toFile(
  file: Pick<StackFile, "stack" | "name" | "readFile" | "inProject">,
  yaml: string,
  check: (config: Readonly<Record<string, unknown>>, source: YamlSource) => readonly Problem[],
): StackFile {
  return withPlace(() => {
    const source = new YamlSource(file.name, yaml);
    const config = isObject(source.value) ? (source.value.config ?? {}) : {};
    if (!isObject(config)) {
      throw new SourceError(
        source.placeOf(["config"]),
        "config is not a map of keys such as access:people",
      );
    }
    const all = { ...file.inProject?.values, ...config };
    const read = Object.fromEntries(
      Object.entries(all).map(([key, value]) => [key, structured(key, value)]),
    );
    return { ...file, source, ...withStandIns(read, (filled) => check(filled, source)) };
  });
}

/** A section that `pulumi config set` wrote as JSON text is to the program what the text says. */
function structured(key: string, value: unknown): unknown {
  return key.startsWith("access:") && typeof value === "string" ? structuredText(value) : value;
}

/** The configuration as Pulumi hands it to a program: plain values as text, structured ones as JSON. */
export function programConfiguration(file: StackFile): Record<string, string> {
  return Object.fromEntries(
    Object.entries(file.config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : value === null ? "" : JSON.stringify(value),
    ]),
  );
}

/** Room for the configuration's environment variable on Linux: MAX_ARG_STRLEN of execve(2), less its name. */
const CONFIGURATION_BYTES = 128 * 1024 - "PULUMI_CONFIG=".length - 1;

/** What is wrong with the size of a stack's configuration: beyond it, Pulumi can't start the program on Linux. */
export function configurationSizeProblem(file: StackFile): Problem | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(programConfiguration(file)));
  if (bytes <= CONFIGURATION_BYTES) return undefined;
  const [largest = "access:people"] = Object.entries(programConfiguration(file))
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([key]) => key);
  const name = largest.slice(largest.indexOf(":") + 1);
  return error(
    largest,
    `the stack's configuration has ${bytes} bytes, and Pulumi can hand over ${CONFIGURATION_BYTES} on Linux (pulumi #8680); move this section into a file beside the stack file and write ${largest}: ${name}.${file.stack}.yaml`,
  );
}

/** Home Region of Identity Center, as the program takes it: its own setting, or the provider's. */
export function homeRegion(file: StackFile, configuration: Configuration): string | undefined {
  const region = configuration.identityCenter.region ?? file.config["aws:region"];
  return typeof region === "string" ? region : undefined;
}

/** Stacks that have a file here, or in a folder of another project. */
export function stackNames(folder = ""): string[] {
  const path = join(PROJECT_ROOT, folder);
  return (existsSync(path) ? readdirSync(path) : []).flatMap(
    (name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [],
  );
}

/** The stack's access configuration, checked as far as that goes without the organization. */
export function parseStackFile(file: StackFile): ParsedStack {
  const parsed = parseConfig(file);
  const size = configurationSizeProblem(file);
  const found = [...parsed.problems, ...parsed.places.on(size ? [size] : [])];
  found.push(...environmentProblems(file.source));
  const leftOut = parsed.places.on(file.leftOut.map((path) => error(path, "is left out")));
  return { ...parsed, problems: secretsUnjudged(found, file.secrets, leftOut) };
}

/** Environments of Pulumi ESC, whose `pulumiConfig` comes below `config:` and is read by Pulumi alone. */
function environmentProblems(source: YamlSource): Problem[] {
  const { value } = source;
  if (!isObject(value) || value.environment === undefined || value.environment === null) return [];
  const message =
    "is read by Pulumi alone (ESC), so that what it adds to config isn't judged offline; run pulumi preview, which reads it";
  return [{ ...warning("environment", message), place: source.placeOf(["environment"]) }];
}

function parseConfig({
  config,
  source,
  readFile,
  inProject,
}: Pick<StackFile, "config" | "source" | "readFile" | "inProject">): ParsedStack {
  const region = config["aws:region"];
  return parseStack(config, {
    readFile,
    region: typeof region === "string" ? region : undefined,
    project: PROJECT,
    file: source,
    inProject,
  });
}
