import { writeFileSync } from "node:fs";
import { stackFileSchema } from "../model/schema/jsonSchema.ts";
import { organizationFileSchema } from "../sandbox/snapshotSchema.ts";
import { runCommand } from "./cli/command.ts";

const USAGE = `usage: npm run schema

Writes the JSON Schemas that editors check files with: model/stack.schema.json for stack files, and
model/organization.schema.json for organization files.`;

const SCHEMAS = {
  "stack.schema.json": stackFileSchema,
  "organization.schema.json": organizationFileSchema,
};

await runCommand({
  name: "schema",
  usage: USAGE,
  options: {},
  run: async () => {
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const file = new URL(`../model/${name}`, import.meta.url);
      writeFileSync(file, `${JSON.stringify(schema(), null, 2)}\n`);
    }
  },
});
