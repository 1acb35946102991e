import { join, relative } from "node:path";
import { parse } from "yaml";
import type { LiveOrganization } from "../../live/liveOrganization.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { existingEntries } from "../organization/existingEntries.ts";
import { writtenInstance } from "../organization/instanceKey.ts";
import { organizationSnapshot } from "../organization/liveSnapshot.ts";
import type { OutputFile } from "../organization/outputFile.ts";
import type { Imported } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import { importFile } from "./importFile.ts";
import type { OutputFolder } from "./outputFolder.ts";
import { providerSettings } from "./provider.ts";
import type { StackBefore } from "./stackBefore.ts";
import { sectionText, stackConfiguration, stackFileText } from "./stackText.ts";

/** The stack file, those of its sections, and the import file: text by name. */
export function stackFiles(
  stack: string,
  folder: OutputFolder,
  before: StackBefore,
  facts: Facts,
  imported: Imported,
): Map<string, string> {
  const { config, files } = stackConfiguration(stack, imported.sections, before);
  const schema = relative(folder.path, join(PROJECT_ROOT, "model/stack.schema.json"));
  const text = stackFileText(
    before.text,
    { "aws:region": facts.region, ...config },
    dotted(schema),
  );
  const all = parse(text).config as Record<string, unknown>;
  const list = importFile(facts, imported, providerSettings(facts.region, all));
  return new Map([
    [`Pulumi.${stack}.yaml`, text],
    ...files.map(({ name, value }) => [name, sectionText(name, folder.read(name), value)] as const),
    [`import.${stack}.json`, `${JSON.stringify(list, undefined, 2)}\n`],
  ]);
}

function dotted(path: string): string {
  return path.startsWith(".") ? path : `./${path}`;
}

/** The organization file, as npm run snapshot writes it. */
export function organizationText(
  file: OutputFile,
  live: LiveOrganization,
  { keys, stances }: Imported,
  facts: Facts,
): string {
  const existing = (by: ReadonlyMap<string, string>, nameOf: ReadonlyMap<string, string>) =>
    [...by.keys()].flatMap((id) => (stances.has(id) ? [nameOf.get(id) ?? ""] : [])).sort();
  const found = {
    groups: existing(keys.groups, new Map(facts.groups.map(({ id, name }) => [id, name]))),
    people: existing(keys.people, new Map(facts.users.map(({ id, userName }) => [id, userName]))),
    permissionSets: existing(
      keys.permissionSets,
      new Map(facts.permissionSets.map(({ arn, name }) => [arn, name])),
    ),
  };
  return file.rendered({
    ...organizationSnapshot(live),
    ...writtenInstance(file.before, facts.region, facts.key),
    existing: existingEntries(file.before.existing, found, found),
  }).text;
}
