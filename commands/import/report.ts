import { shown } from "../../model/problems/shown.ts";
import { today } from "../../policies/today.ts";
import { counted } from "../report/resourceName.ts";
import type { Imported } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import type { ImportWanted } from "./import.ts";
import { importNotes, type Note } from "./notes.ts";
import type { OutputFolder } from "./outputFolder.ts";
import { type StackBefore, stackBefore } from "./stackBefore.ts";

/** So many things of one kind are told one by one. */
const MOST = 20;

/** What the configuration holds, in a line. */
export function summary({ sections, assignments }: Imported): string {
  const count = (section: object, noun: string, plural?: string) =>
    counted(Object.keys(section).length, noun, plural);
  return [
    count(sections.people, "person", "people"),
    count(sections.permissionSets, "permission set"),
    count(sections.groups, "group"),
    counted(assignments.lines.length, "assignment"),
  ].join(", ");
}

/** What the configuration doesn't say as AWS has it, each with what to do. */
export function noteLines(notes: readonly Note[]): string[] {
  if (notes.length === 0) return [];
  return [
    "",
    "What AWS has and the configuration doesn't say, or says otherwise:",
    ...notes.flatMap(({ what, todo, items }) => [
      `- ${what}: ${items.length}`,
      ...few(items).map((item) => `    ${item}`),
      `  → ${todo}`,
    ]),
  ];
}

/** What nobody but people can write, and an update is refused without. */
function attestedLines({ sections, configuration }: StackBefore): string[] {
  const { mfa, identitySource } = sections.identityCenter;
  const { regions } = configuration.identityCenter;
  const wanted = [
    ...(mfa === undefined
      ? [
          "- how Identity Center asks for MFA: look at Settings > Authentication in its console, and write into access:identityCenter",
          `    mfa: { mode: every-sign-in, attestedOn: "${today()}", attestedBy: … }    # or context-aware, identity-provider`,
        ]
      : []),
    ...(identitySource === undefined && regions.length > 0
      ? [
          "- where people come from, which further Regions need: look at Settings > Identity source in the console, and write into access:identityCenter",
          "    identitySource: identity-provider    # or identity-center-directory",
        ]
      : []),
  ];
  if (wanted.length === 0) return [];
  return [
    "",
    "Write it yourself, since no API tells it, and an update is refused without it:",
    ...wanted,
  ];
}

/** What a preview will show once everything is imported. */
export function changeLines({ changes }: Imported): string[] {
  return [
    "",
    "What a preview then shows, all of it, and the first update does:",
    "- Pulumi's own, nothing in AWS: an update of provider and components, whose inputs no import has, and notes of permission sets' boundaries and inline policies (Stash)",
    "- the lists of attached policies (…AttachmentsExclusive) of each permission set are made, which compare with AWS and change nothing",
    ...(changes.length > 0
      ? ["- changes in AWS:", ...few(changes).map((change) => `    ${shown(change)}`)]
      : ["- no change in AWS"]),
  ];
}

/** What to run next. */
export function nextLines(
  { stack, profile, output }: ImportWanted,
  folder: Pick<OutputFolder, "path">,
): string[] {
  return [
    "",
    "Next:",
    ...(output === undefined ? [] : [`  move the files of ${folder.path} into this project`]),
    ...(profile === undefined ? [] : [`  export AWS_PROFILE=${profile}`]),
    `  npm run preview:offline -- --stack ${stack}`,
    `  npx pulumi stack init ${stack}    # or select it, where it is there`,
    `  npx pulumi import --stack ${stack} --file import.${stack}.json --protect=false --generate-code=false`,
    `  npx pulumi preview --stack ${stack} --diff`,
    `  npm run up -- --stack ${stack}`,
  ];
}

function few(items: readonly string[]): string[] {
  const rest = items.length - MOST;
  return [...items.slice(0, MOST).map(shown), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

/** What is told of an import that was written, but for what to run next. */
export function reportText(
  { stack }: ImportWanted,
  folder: OutputFolder,
  facts: Facts,
  imported: Imported,
  files: readonly string[],
): string {
  const [stackFile = "", ...others] = files;
  const sections = others.filter((name) => /^\w+\.[^/]*\.yaml$/.test(name));
  const beside = sections.length > 0 ? ` (with ${sections.join(", ")})` : "";
  const { groups } = imported.sections;
  const administrators = Object.entries(groups).find(([, group]) => group.administrators)?.[0];
  return [
    `${folder.nameOf(stackFile)}${beside}: ${summary(imported)}`,
    `${folder.nameOf(`organizations/${stack}.yaml`)}: ${counted(facts.accounts.length, "account")}, ${counted(facts.units.length, "organizational unit")}`,
    `${folder.nameOf(`import.${stack}.json`)}: what AWS has, for pulumi import`,
    administrators === undefined
      ? "administrators are managed elsewhere"
      : `administrators: group ${administrators}, which may not end up empty or unassigned from now on`,
    ...noteLines(importNotes(facts, imported)),
    ...attestedLines(stackBefore(folder, stackFile)),
    ...changeLines(imported),
  ].join("\n");
}
