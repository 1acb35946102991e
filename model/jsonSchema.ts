import { z } from "zod";
import { configurationSchema, sectionNames } from "./configuration.ts";

/**
 * JSON Schema (draft 7) of a whole `Pulumi.<stack>.yaml`, for editors: everything under `access:` is
 * strict, other namespaces and Pulumi's own keys are free.
 */
export function stackFileSchema(): object {
  const { $schema, ...access } = z.toJSONSchema(configurationSchema, {
    target: "draft-7",
    io: "input",
    // Character classes of Unicode need a flag that JSON Schema can't carry: validators that don't set
    // it would refuse every text. Such patterns are checked by `parseConfiguration` alone.
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern?.includes("\\p{")) delete jsonSchema.pattern;
    },
  });
  return {
    $schema,
    title: "Stack file of Identity Center as code",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(access.properties ?? {}).map(([name, schema]) => [
            `access:${name}`,
            schema,
          ]),
        ),
        patternProperties: { [`^access:(?!(${sectionNames.join("|")})$)`]: false },
      },
    },
  };
}
