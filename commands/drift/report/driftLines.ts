import { problemText } from "../../../model/problems/problem.ts";
import { firstFew } from "../../../model/problems/seen.ts";
import { shown } from "../../../model/problems/shown.ts";
import { counted } from "../../report/resourceName.ts";
import { wrapped, wrappedText } from "../../report/textWidth.ts";
import type { Behind } from "../behind.ts";
import { type Drift, isComplete, isDrift } from "../drift.ts";
import type { Unmanaged } from "../unmanaged.ts";
import { accessLines } from "./accessLines.ts";
import { differenceLines } from "./differenceLines.ts";
import { remedyLines } from "./remedyLines.ts";

/** What a report says beside what differs. */
export interface Told {
  readonly stack: string;
  /** Why the state wasn't read, if it wasn't. */
  readonly noState?: string;
  /** Columns. */
  readonly width: number;
}

/** All that differs, in words, the gravest first. */
export function driftLines(drift: Drift, told: Told): string[] {
  const { problems, access, differences, unmanaged, behind, ending } = drift;
  const { stack, width } = told;
  const sections: (readonly [string, readonly string[]])[] = [
    ["The code doesn't fit the organization", problems.map((one) => `  ${problemText(one)}`)],
    ["More access than the code says", accessLines(access.more, drift, width)],
    ["Less access than the code says", accessLines(access.less, drift, width)],
    ["What differs", differenceLines(differences, width)],
    ["In AWS, not in the code", unmanagedLines(unmanaged, width)],
    [
      "Permission sets that AWS hasn't brought to all their accounts",
      behindLines(behind, drift, width),
    ],
    [
      "Lines that end within 14 days",
      ending.map(({ group, permissionSet, until }) =>
        shown(`  ${permissionSet} for ${group}, until ${until}`),
      ),
    ],
    ["Not compared", notComparedLines(drift, width)],
    ["What to do", remedyLines(drift, stack)],
  ];
  return [
    ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [title, ...lines, ""])),
    ...(told.noState === undefined
      ? []
      : wrappedText(
          `The state wasn't read (${shown(told.noState)}): what the next update heals by itself, and what it doesn't know, isn't told.`,
          width,
        )),
    ...(drift.otherStack === undefined
      ? []
      : wrappedText(
          `What stack ${drift.otherStack} has is left out: npm run drift -- --stack ${drift.otherStack}`,
          width,
        )),
    ...(drift.otherSections.length === 0
      ? []
      : wrappedText(otherSectionsText(drift, stack), width)),
    summary(drift, stack),
  ];
}

/** What else the code wants, which this command doesn't look at. */
function otherSectionsText({ otherSections }: Drift, stack: string): string {
  return `Access alone is compared, and not ${otherSections.join(", ")}: npx pulumi refresh --preview-only --stack ${stack} shows where AWS differs from Pulumi's state in these, npm run doctor -- --stack ${stack} what of them doesn't work.`;
}

function summary(drift: Drift, stack: string): string {
  const rest = isComplete(drift) ? "" : "; not everything could be compared";
  if (!isDrift(drift)) return `${stack}: AWS gives the access that the code says${rest}`;
  const { access, differences, behind } = drift;
  const people = new Set(
    [...access.more, ...access.less].map(({ person }) => JSON.stringify(person)),
  );
  const counts = [
    counted(people.size, "person with other access", "people with other access"),
    counted(differences.length, "difference"),
    counted(behind.length, "permission set behind", "permission sets behind"),
  ];
  return `${stack}: code and AWS differ: ${counts.join(", ")}${rest}`;
}

function unmanagedLines({ people, groups, permissionSets }: Unmanaged, width: number): string[] {
  const kinds = [
    ["people", people],
    ["groups", groups],
    ["permission sets", permissionSets],
  ] as const;
  return kinds.flatMap(([kind, names]) => {
    return names.length === 0 ? [] : wrapped(`  ${kind}: `, few(names), width);
  });
}

/** Names before the rest is counted. */
const NAMES = 20;

function few(names: readonly string[]): string[] {
  const rest = names.length - NAMES;
  return [...names.slice(0, NAMES).map(shown), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

function behindLines(behind: readonly Behind[], { accounts }: Drift, width: number): string[] {
  return behind.flatMap(({ permissionSet, accounts: ids, isAsWanted }) => {
    const names = ids.map((id) => shown(accounts.get(id)?.name ?? id));
    const held = isAsWanted
      ? ""
      : " (it isn't as the code says: heal that first, which brings it there)";
    return wrapped(`  ${shown(permissionSet)}: `, [`${firstFew(names, NAMES)}${held}`], width);
  });
}

function notComparedLines({ notRead, notCompared }: Drift, width: number): string[] {
  return [
    ...notRead.flatMap(({ action, message }) =>
      wrappedText(`  what needs ${shown(action)} wasn't read: ${shown(message)}`, width),
    ),
    ...(notCompared.length === 0
      ? []
      : wrapped("  encrypted in the stack file: ", notCompared.map(shown), width)),
  ];
}
