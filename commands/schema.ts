// Writes the JSON Schema that editors check stack files with.
import { writeFileSync } from "node:fs";
import { stackFileSchema } from "../model/jsonSchema.ts";

const file = new URL("../model/stack.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(stackFileSchema(), null, 2)}\n`);
