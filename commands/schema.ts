import { writeFileSync } from "node:fs";
import { approvalsFileSchema } from "../model/schema/approvals.ts";
import { stackFileSchema } from "../model/schema/jsonSchema.ts";
import { organizationFileSchema } from "../sandbox/snapshotSchema.ts";
import { runCommand } from "./cli/command.ts";
import { packageSchema } from "./package/packageSchema.ts";

const USAGE = `usage: npm run schema

Writes the JSON Schemas that editors check files with: model/stack.schema.json for stack files,
model/organization.schema.json for organization files, and model/approvals.schema.json for approvals. Writes plugin/schema.json, too: what the
components take and give in every Pulumi language.`;

const SCHEMAS = {
  "model/stack.schema.json": stackFileSchema,
  "model/organization.schema.json": organizationFileSchema,
  "model/approvals.schema.json": approvalsFileSchema,
  "plugin/schema.json": packageSchema,
};

await runCommand({
  name: "schema",
  usage: USAGE,
  options: {},
  run: async () => {
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const file = new URL(`../${name}`, import.meta.url);
      writeFileSync(file, `${JSON.stringify(schema(), null, 2)}\n`);
    }
  },
});
