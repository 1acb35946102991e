import { z } from "zod";
import { snapshotFile, writtenAsText } from "./snapshotFile.ts";

/**
 * JSON Schema (draft 7) of an organization file, for editors. That its parts name each other rightly only the reader
 * checks.
 */
export function organizationFileSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(snapshotFile, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (!writtenAsText.has(zodSchema)) return;
      const object = { ...jsonSchema };
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      jsonSchema.anyOf = [{ type: "string" }, object];
    },
  });
  return { $schema, title: "Organization file of Identity Center as code", ...schema };
}
