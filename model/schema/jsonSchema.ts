import { z } from "zod";
import { configurationSchema, sectionNames } from "./configuration.ts";
import { emergencyConfigurationSchema, emergencySections } from "./emergency.ts";

/**
 * JSON Schema (draft 7) of a whole `Pulumi.<stack>.yaml`, for editors: everything under `access:` is
 * strict, other namespaces and Pulumi's own keys are free.
 */
export function stackFileSchema(): object {
  const title = "Stack file of Identity Center as code";
  return fileSchema(title, configurationSchema, sectionNames, described);
}

/** The same for the stack files of `emergency/`. */
export function emergencyFileSchema(): object {
  const title = "Stack file of emergency access";
  return fileSchema(title, emergencyConfigurationSchema, emergencySections, (section) => section);
}

function fileSchema(
  title: string,
  sections: z.ZodType,
  names: readonly string[],
  shown: (section: object) => object,
): object {
  const { $schema, ...access } = z.toJSONSchema(sections, {
    target: "draft-7",
    io: "input",
    // Character classes of Unicode need a flag that JSON Schema can't carry: validators that don't set
    // it would refuse every text. Such patterns are checked by the program alone.
    override: ({ jsonSchema }) => {
      if (!jsonSchema.pattern?.includes("\\p{")) return;
      delete jsonSchema.pattern;
      delete jsonSchema.patternErrorMessage;
    },
  });
  return {
    $schema,
    title,
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(access.properties ?? {}).map(([name, schema]) => [
            `access:${name}`,
            shown(schema as object),
          ]),
        ),
        patternProperties: { [`^access:(?!(${names.join("|")})$)`]: false },
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
