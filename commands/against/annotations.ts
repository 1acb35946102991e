import { pathOf } from "../../model/problems/path.ts";
import type { Problem } from "../../model/problems/problem.ts";
import { firstFew } from "../../model/problems/seen.ts";
import { shown } from "../../model/problems/shown.ts";
import type { Direction } from "../../model/transition/difference/accessChanges.ts";
import { IS_DELEGATE } from "../report/delegate.ts";
import { locate } from "../report/locate.ts";
import { counted } from "../report/resourceName.ts";
import type { StackFile } from "../stack/stackFile.ts";
import type { Comparison } from "./comparison.ts";
import { delegateWords } from "./delegate.ts";
import { notesOf } from "./notes.ts";
import type { PlacedFinding } from "./protection.ts";
import type { Revision } from "./revision.ts";
import { setItem } from "./setWords.ts";
import { changeText, placeOf, whoName, whoNames } from "./words.ts";

/** Annotations of one level that GitHub shows of a step ("Workflow commands"); the rest is in the summary. */
const SHOWN = 10;

type Level = "error" | "warning" | "notice";

/** What GitHub shows beside the lines of a pull request: workflow commands, one a line. */
export function annotations(comparison: Comparison, revision: Revision): string[] {
  const { after, difference, ending, protection } = comparison;
  const at = (level: Level, place: string | undefined, title: string, message: string) =>
    annotation(level, place && revision.prefix + place, title, message);
  const problems = problemAnnotations(after.found, after.file, revision);
  if (!difference) {
    const notes = notesOf(comparison, revision).join(" ");
    return [...problems, at("warning", after.file.name, "Access isn't compared", notes)];
  }
  const { administrators, permissionSets } = difference;
  const delegate = comparison.delegate && delegateWords(comparison.delegate, comparison);
  const placeOfGroup = (key = "") => placeOf(comparison, "after", pathOf("access:groups", key));
  return [
    ...problems,
    ...administrators.gained.map(({ who, groups, after: can }) =>
      at(
        "warning",
        placeOfGroup(groups[0]),
        "New administrator",
        `${whoName(who)} ${can === "yes" ? "can" : "may be able to"} change everybody's access, through ${firstFew(groups)}`,
      ),
    ),
    ...(delegate
      ? [
          at(
            "warning",
            delegate.place,
            "New delegated administrator",
            `${delegate.who} ${IS_DELEGATE}`,
          ),
        ]
      : []),
    ...administrators.lost.map(({ who }) =>
      at(
        "warning",
        after.file.name,
        "Administrator lost",
        `${whoName(who)} can no longer change everybody's access, or may not be able to`,
      ),
    ),
    ...findingAnnotations(protection, after.file.name, revision),
    ...[
      ...byLine(comparison, "gained").map((one) =>
        at("notice", one.place, "Access gained", one.text),
      ),
      ...byLine(comparison, "prolonged").map((one) =>
        at("notice", one.place, "Access lasts longer", one.text),
      ),
      // The line is gone, or another: only the file is there.
      ...byLine(comparison, "lost").map((one) =>
        at("notice", after.file.name, "Access lost", one.text),
      ),
      ...permissionSets.slice(0, SHOWN).map((change) => {
        const path = pathOf("access:permissionSets", change.permissionSets[0] ?? "");
        const { text, details } = setItem(change);
        const place = placeOf(comparison, "after", path);
        return at("notice", place, "Permission set changes", [text, ...details].join("; "));
      }),
      ...ending.map(({ group, permissionSet, path, until }) => {
        const place = placeOf(comparison, "after", path);
        return at(
          "notice",
          place,
          "Access ends soon",
          `${permissionSet} for ${group}, until ${until}`,
        );
      }),
    ].slice(0, SHOWN),
  ];
}

/** What is wrong with a stack file. */
export function problemAnnotations(
  found: readonly Problem[],
  file: StackFile,
  { prefix }: Revision,
): string[] {
  return found.map(({ severity, place, path, message, steps = [] }) => {
    const text = [`${path}: ${message}`, ...steps].join("; ");
    const where = prefix + (place ?? locate(file, path));
    return annotation(severity, where, "Access configuration", text);
  });
}

/** What of the protection goes, or who gets a privilege. Where the key is gone, only the file is there. */
export function findingAnnotations(
  findings: readonly PlacedFinding[],
  file: string,
  { prefix }: Revision,
): string[] {
  return findings.map(({ kind, place, isOfRevision, name, seen }) => {
    const where = prefix + (isOfRevision ? file : place);
    const title =
      kind === "administrator"
        ? "New way in"
        : kind === "privilege"
          ? "Role gets more"
          : "Protection goes";
    return annotation("warning", where, title, `${name}: ${seen}`);
  });
}

/** What changes by each line. */
function byLine(
  comparison: Comparison,
  direction: Direction,
): { readonly place: string; readonly text: string }[] {
  const side = direction === "lost" ? "before" : "after";
  const found = (comparison.difference?.[direction] ?? []).flatMap((change) =>
    change.ways.flatMap(({ lines }) =>
      lines.map((path) => ({ change, place: placeOf(comparison, side, path) })),
    ),
  );
  return [...Map.groupBy(found, ({ place }) => place)].map(([place, some]) => {
    const [first, ...others] = some.map(
      ({ change }) => `${whoNames(change.who)}: ${changeText(change, direction, comparison)}`,
    );
    const more = others.length > 0 ? `; and ${counted(others.length, "more change")}` : "";
    return { place, text: `${first}${more}` };
  });
}

/** A workflow command; what would end it, or begin another one, is escaped ("Workflow commands for GitHub Actions"). */
export function annotation(
  level: Level,
  place: string | undefined,
  title: string,
  message: string,
): string {
  const [, file, line] = /^(.*?)(?::(\d+))?$/s.exec(place ?? "") ?? [];
  const properties = [
    ...(file ? [`file=${property(file)}`] : []),
    ...(file && line ? [`line=${line}`] : []),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${data(message)}`;
}

function data(text: string): string {
  return shown(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
