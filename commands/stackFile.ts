import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Document, isMap, LineCounter, parseDocument } from "yaml";
import { PROJECT_ROOT, readProjectFile } from "../components/projectFiles.ts";
import type { Configuration } from "../model/configuration.ts";
import { parseConfiguration } from "../model/parse.ts";
import { error, type Problem } from "../model/problem.ts";

/** A stack's configuration as it stands in its file. */
export interface StackFile {
  readonly stack: string;
  /** File name, such as `Pulumi.dev.yaml`. */
  readonly name: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** Values by full key, such as `access:people`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** @throws when there is no such stack file, or it isn't YAML with a `config:` map; lists the stacks that there are */
export function readStackFile(stack: string): StackFile {
  const path = join(PROJECT_ROOT, `Pulumi.${stack}.yaml`);
  if (!existsSync(path)) {
    throw new Error(
      `${basename(path)} does not exist; stacks with a file here: ${stackNames().join(", ") || "none"}`,
    );
  }
  return toStackFile(stack, readFileSync(path, "utf8"));
}

/** @throws when the text isn't YAML with a `config:` map */
export function toStackFile(stack: string, yaml: string): StackFile {
  const name = `Pulumi.${stack}.yaml`;
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw new Error(`${name} is not valid YAML: ${error.message}`);
  const config = document.get("config");
  if (config !== undefined && config !== null && !isMap(config)) {
    throw new Error(`${name}: config is not a map of keys such as access:people`);
  }
  return {
    stack,
    name,
    document,
    lines,
    config: isMap(config) ? (config.toJS(document) as Record<string, unknown>) : {},
  };
}

/** The values under `access:`, without the namespace. */
export function accessConfiguration(file: StackFile): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(file.config)
      .filter(([key]) => key.startsWith("access:"))
      .map(([key, value]) => [key.slice("access:".length), value]),
  );
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

/** Stacks that have a file here. */
export function stackNames(): string[] {
  return readdirSync(PROJECT_ROOT).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
}

/** The stack's access configuration, checked as far as that goes without the organization. */
export function parseStackFile(file: StackFile): {
  configuration: Configuration;
  problems: Problem[];
} {
  const region = file.config["aws:region"];
  const { configuration, problems } = parseConfiguration(accessConfiguration(file), {
    readFile: readProjectFile,
    region: typeof region === "string" ? region : undefined,
  });
  const size = configurationSizeProblem(file);
  return { configuration, problems: size ? [...problems, size] : problems };
}
