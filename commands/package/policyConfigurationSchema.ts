import { LEVELS, type PolicyInfo } from "../analyzer/configuration.ts";

/** JSON Schema of a pack's files for `--policy-pack-config`, closed: editors point at every name that is misspelt. */
export function configurationSchema(
  pack: string,
  policies: readonly (Pick<PolicyInfo, "name" | "settings"> & { readonly title?: string })[],
): object {
  const level = { enum: LEVELS };
  const byPolicy = policies.map(({ name, title, settings }) => [
    name,
    {
      ...(title && { description: title }),
      anyOf: [
        level,
        {
          type: "object",
          additionalProperties: false,
          properties: { enforcementLevel: level, ...settings },
        },
      ],
    },
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Configuration of the policy pack ${pack}`,
    type: "object",
    additionalProperties: false,
    properties: {
      all: { description: "level of all policies that name none", ...level },
      ...Object.fromEntries(byPolicy),
      environments: {
        description: "Pulumi ESC environments that the CLI opens for the pack",
        type: "array",
        items: { type: "string" },
      },
    },
  };
}
