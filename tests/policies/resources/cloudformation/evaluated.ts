import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import type { TemplateResource } from "../../../../policies/resources/cloudformation/template.ts";
import type { Properties, Value } from "../../../../policies/value.ts";

type Place = Parameters<typeof readTemplate>[2];

/** What a template's resource `Probe` has for `V`, when that is the expression in YAML. */
export function evaluated(
  expression: string,
  {
    sections = "",
    resources = "",
    parameters,
    place,
  }: {
    sections?: string;
    resources?: string;
    parameters?: Value | Properties;
    place?: Place;
  } = {},
): Value | undefined {
  const body = [
    dedented(sections),
    "Resources:",
    indented(dedented(resources), 2),
    "  Probe:",
    "    Type: Test::Probe::Type",
    "    Properties:",
    "      V:",
    indented(dedented(expression), 8),
  ].join("\n");
  return resource(readTemplate(body, parameters, place).resources, "Probe").properties.V;
}

export function resource(
  resources: readonly TemplateResource[],
  logicalId: string,
): TemplateResource {
  const found = resources.find((one) => one.logicalId === logicalId);
  if (!found) throw new Error(`no ${logicalId} among ${resources.map((one) => one.logicalId)}`);
  return found;
}

function dedented(text: string): string {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join("\n");
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^/gm, " ".repeat(by));
}
