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
      if (!jsonSchema.pattern?.includes("\\p{")) return;
      delete jsonSchema.pattern;
      delete jsonSchema.patternErrorMessage;
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
            described(schema),
          ]),
        ),
        patternProperties: { [`^access:(?!(${sectionNames.join("|")})$)`]: false },
      },
    },
  };
}

/** The section itself, or a file that holds it. */
function described(section: unknown): object {
  const { description } = section as { description?: string };
  const file = {
    type: "string",
    pattern: "\\.([yY][aA]?[mM][lL]|[jJ][sS][oO][nN])$",
    patternErrorMessage:
      "the name of a .yaml, .yml or .json file, or the section itself, is wanted",
    description: "A YAML or JSON file beside this one that holds the section.",
  };
  return { description, anyOf: [section, file] };
}
