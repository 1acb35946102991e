#!/usr/bin/env node
// npm as far as `pulumi package add` needs it, without a registry: what the project has installed, and what package.json
// puts in its place.
const { mkdirSync, readdirSync, readFileSync, symlinkSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

const installed = join(__dirname, "../../node_modules");
const { overrides = {} } = JSON.parse(readFileSync("package.json", "utf8"));

for (const entry of readdirSync(installed)) {
  const names = entry.startsWith("@")
    ? readdirSync(join(installed, entry)).map((name) => `${entry}/${name}`)
    : [entry];
  for (const name of names) {
    const target = overrides[name]?.replace(/^file:/, "");
    const link = join("node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target === undefined ? join(installed, name) : resolve(target), link);
  }
}
