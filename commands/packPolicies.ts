import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
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

function pack(target: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), "identity-center-policies-"));
  try {
    compile(folder);
    writeManifest(folder);
    copyDocumentation(folder);
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    write("policies.d.ts", policyTypes(rules));
    write("configuration.schema.json", `${JSON.stringify(schema(), null, 2)}\n`);
    mkdirSync(target, { recursive: true });
    run("npm", ["pack", folder, "--pack-destination", target, "--ignore-scripts", "--silent"]);
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

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) throw new Error(`${path.basename(command)} ${args[0]} failed; see above`);
}

await runCommand({
  name: "policies:pack",
  usage: USAGE,
  options: {},
  arguments: ["[FOLDER]"],
  run: async (_, [folder = "."]) => pack(path.resolve(folder)),
});
