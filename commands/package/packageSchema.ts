import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer.js";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema.js";
import * as components from "../../plugin/components.ts";

const directory = resolve(import.meta.dirname, "../../plugin");

/** The schema of plugin/, as Pulumi's own analyzer reads it from the components' types. */
export function packageSchema(): object {
  const { name, version, description } = JSON.parse(
    readFileSync(resolve(directory, "package.json"), "utf8"),
  ) as { name: string; version: string; description: string };
  const analyzer = new Analyzer(
    directory,
    name,
    { name, main: "components.ts" },
    new Set(Object.keys(components)),
  );
  const { components: found, typeDefinitions, dependencies } = analyzer.analyze();
  return generateSchema(name, version, description, found, typeDefinitions, dependencies);
}
