import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { approvalsFileSchema } from "../model/schema/approvals.ts";
import { emergencyFileSchema, stackFileSchema } from "../model/schema/jsonSchema.ts";
import { organizationFileSchema } from "../sandbox/snapshotSchema.ts";
import { runCommand } from "./cli/command.ts";
import { writtenLines } from "./documents/marks.ts";
import { packageSchema } from "./package/packageSchema.ts";

const USAGE = `usage: npm run schema

Writes the JSON Schemas that editors check files with: model/stack.schema.json for stack files,
model/emergency.schema.json for those of emergency/, model/organization.schema.json for organization files, and model/approvals.schema.json for approvals. Writes plugin/schema.json, too: what the
components take and give in every Pulumi language.`;

const SCHEMAS = {
  "model/stack.schema.json": stackFileSchema,
  "model/emergency.schema.json": emergencyFileSchema,
  "model/organization.schema.json": organizationFileSchema,
  "model/approvals.schema.json": approvalsFileSchema,
  "plugin/schema.json": packageSchema,
};

await runCommand({
  name: "schema",
  usage: USAGE,
  options: {},
  run: async () => {
    const changed = Object.entries(SCHEMAS).flatMap(([name, schema]) => {
      const file = new URL(`../${name}`, import.meta.url);
      const text = `${JSON.stringify(schema(), null, 2)}\n`;
      if (existsSync(file) && readFileSync(file, "utf8") === text) return [];
      writeFileSync(file, text);
      return [name];
    });
    console.log(writtenLines(changed).join("\n"));
  },
});
