import { writeFileSync } from "node:fs";
import { stackFileSchema } from "../model/schema/jsonSchema.ts";
import { runCommand } from "./command.ts";

const USAGE = `usage: npm run schema

Writes model/stack.schema.json, the JSON Schema that editors check stack files with.`;

const FILE = new URL("../model/stack.schema.json", import.meta.url);

await runCommand({
  name: "schema",
  usage: USAGE,
  options: {},
  run: async () => writeFileSync(FILE, `${JSON.stringify(stackFileSchema(), null, 2)}\n`),
});
