import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PolicyConfigSchema } from "@pulumi/policy";
import { rules } from "../policies/pack.ts";
import { policies } from "../policies/policies.ts";
import type { PolicyInfo } from "./analyzer/configuration.ts";
import { runCommand } from "./cli/command.ts";
import { packagedMarkdown } from "./package/packagedMarkdown.ts";
import { configurationSchema } from "./package/policyConfigurationSchema.ts";
import { policyTypes } from "./package/policyTypes.ts";

const USAGE = `usage: npm run policies:pack [-- FOLDER]

Builds the policy pack as an npm package, compiled to JavaScript, and writes its tarball into FOLDER (default: this one).`;

const ROOT = path.resolve(import.meta.dirname, "..");

/** @returns the tarball's path */
function pack(target: string): string {
  if (existsSync(target) && !statSync(target).isDirectory()) {
    throw new Error(`${path.relative(process.cwd(), target)} is a file; FOLDER is a folder`);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "identity-center-policies-"));
  try {
    compile(folder);
    writeManifest(folder);
    copyDocumentation(folder);
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    write("policies.d.ts", policyTypes(rules));
    write("configuration.schema.json", `${JSON.stringify(schema(), null, 2)}\n`);
    mkdirSync(target, { recursive: true });
    const args = ["--pack-destination", target, "--ignore-scripts", "--silent"];
    return path.join(target, run("npm", ["pack", folder, ...args]).trim());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same files as in `policies/`, with `.js` for `.ts`: Node.js loads no TypeScript from `node_modules`. */
function compile(folder: string): void {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const project = path.join(ROOT, "policies/tsconfig.package.json");
  run(process.execPath, [tsc, "--project", project, "--outDir", folder]);
}

function writeManifest(folder: string): void {
  const file = path.join(ROOT, "policies/package.json");
  const { private: _, ...manifest } = JSON.parse(readFileSync(file, "utf8"));
  const published = {
    ...manifest,
    types: "./policies.d.ts",
    exports: {
      ...manifest.exports,
      ".": { types: "./policies.d.ts", default: "./policies.js" },
      "./configuration.schema.json": "./configuration.schema.json",
    },
  };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
}

function copyDocumentation(folder: string): void {
  cpSync(path.join(ROOT, "policies/PulumiPolicy.yaml"), path.join(folder, "PulumiPolicy.yaml"));
  cpSync(path.join(ROOT, "LICENSE"), path.join(folder, "LICENSE"));
  cpSync(path.join(ROOT, "docs/policies"), path.join(folder, "docs"), { recursive: true });
  const pages = readdirSync(path.join(ROOT, "docs/policies")).filter((name) =>
    name.endsWith(".md"),
  );
  for (const page of ["policies/README.md", ...pages.map((name) => `docs/policies/${name}`)]) {
    const { file, text } = packagedMarkdown(page, readFileSync(path.join(ROOT, page), "utf8"));
    writeFileSync(path.join(folder, file), text);
  }
}

function schema(): object {
  const described = policies().map(({ name, displayName = name, configSchema }) => ({
    name,
    title: displayName,
    settings: settingsOf(configSchema),
  }));
  return configurationSchema("identity-center", described);
}

function settingsOf(configSchema: PolicyConfigSchema | undefined): PolicyInfo["settings"] {
  return (configSchema?.properties ?? {}) as PolicyInfo["settings"];
}

/** @returns what it said on standard output */
function run(command: string, args: readonly string[]): string {
  const { status, error, stdout } = spawnSync(command, args, {
    ...{ cwd: ROOT, encoding: "utf8" },
    stdio: ["inherit", "pipe", "inherit"],
  });
  if (error) throw error;
  if (status === 0) return stdout;
  throw new Error(`${path.basename(command)} ${args[0]} failed:\n${stdout}`);
}

/** What was written, and how it is used. */
function told(tarball: string): string {
  const name = path.relative(process.cwd(), tarball);
  return [
    name,
    "",
    "In the project of a stack:",
    `  npm install --save-dev ${tarball}`,
    "  pulumi preview --policy-pack node_modules/identity-center-policies",
  ].join("\n");
}

await runCommand({
  name: "policies:pack",
  usage: USAGE,
  options: {},
  arguments: ["[FOLDER]"],
  run: async (_, [folder = "."]) => console.log(told(pack(path.resolve(folder)))),
});
