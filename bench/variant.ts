import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse, stringify } from "yaml";
import { Engine } from "../commands/deploy/engine.ts";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import type { Company } from "./company.ts";
import { resourcesOfSections, withEverything } from "./everything.ts";
import { flatProgram } from "./flatProgram.ts";

/**
 * A way to deploy a company: this program; the flat one in this project's settings; the flat one in
 * Pulumi's own (`runtime: nodejs` alone): ts-node with its type check, all stack frames that Node.js keeps. With
 * everything: what stack dev has beside people and access, too.
 */
export type Variant =
  | "program"
  | "flat"
  | "flat, default settings"
  | "program with everything"
  | "flat with everything";

export const STACK = "bench";

/** A directory for one measurement's projects and state: name it once, remove it afterwards. */
export function benchDirectory(name: string): string {
  const directory = join(PROJECT_ROOT, ".sandbox", `bench-${process.pid}-${name}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** An engine whose stack is ready to deploy the company this way, to a sandbox of its own in `directory`. */
export async function engineFor(
  variant: Variant,
  people: Company,
  pulumi: string,
  directory: string,
): Promise<Engine> {
  const hasEverything = variant.endsWith("with everything");
  const company = hasEverything ? withEverything(people) : people;
  const organization = join(directory, "organization.yaml");
  writeFileSync(organization, stringify(company.organization));
  const engine = new Engine({ pulumi, directory, stack: STACK, organization, latency: 0 });
  const isProgram = variant.startsWith("program");
  configure(engine, isProgram ? inFiles(company, directory) : { "aws:region": "eu-west-1" });
  if (!isProgram) {
    const others = hasEverything ? await resourcesOfSections(company) : [];
    writeFlatProject(variant, flatProgram(company, others), join(directory, "project"));
  }
  const { code, output } = await engine.run(["stack", "init", STACK]);
  if (code !== 0) throw new Error(`pulumi stack init failed:\n${output}`);
  return engine;
}

/** The configuration with people and groups in files: 4,000 people are more than Pulumi can hand over. */
export function inFiles(
  { config }: Pick<Company, "config">,
  directory: string,
): Readonly<Record<string, unknown>> {
  const sections = ["access:people", "access:groups"].map((key) => {
    const file = join(directory, `${key.slice("access:".length)}.json`);
    writeFileSync(file, JSON.stringify(config[key]));
    return [key, relative(PROJECT_ROOT, file)] as const;
  });
  return { ...config, ...Object.fromEntries(sections) };
}

/** The stack's configuration, quoted: Pulumi reads an unquoted 2012-10-17 as a time. */
export function configure(engine: Engine, config: Readonly<Record<string, unknown>>): void {
  engine.configure(stringify({ config }, { defaultStringType: "QUOTE_DOUBLE" }));
}

function writeFlatProject(variant: Variant, program: string, project: string): void {
  const isDefault = variant === "flat, default settings";
  const settings = parse(readFileSync(join(project, "Pulumi.yaml"), "utf8"));
  const runtime = isDefault ? { name: "nodejs" } : settings.runtime;
  const manifest = { name: "flat", main: "index.ts", ...(isDefault ? {} : { type: "module" }) };
  writeFileSync(
    join(project, "Pulumi.yaml"),
    stringify({ ...settings, runtime, main: "index.ts" }),
  );
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(project, "index.ts"), program);
}
