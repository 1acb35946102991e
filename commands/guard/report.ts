import { styleText } from "node:util";
import { shown } from "../../model/problems/shown.ts";
import type { Approval } from "../../model/schema/approvals.ts";
import { heading } from "../report/report.ts";
import { counted } from "../report/resourceName.ts";
import { padEnd, textWidth } from "../report/textWidth.ts";
import { approvalsName } from "./approvalsFile.ts";
import type { JudgedFinding } from "./approve.ts";
import type { UpdateVerdict } from "./guard.ts";

/** Findings of one kind that are told; of more, how many. `--json` has all. */
const TOLD = 50;

/**
 * The verdict for people: a table of what to look at twice, then what is odd about approvals.
 *
 * @param refuses whether an approval is wanted for what has none
 */
export function verdictLines(verdict: UpdateVerdict, refuses = true): string[] {
  const { stack, findings, access } = verdict;
  const refused = findings.filter(({ approval }) => !approval);
  const mark = refuses ? styleText("red", "✗") : styleText("yellow", "!");
  return [
    heading(`stack ${stack}: what to look at twice`),
    ...tableLines(findings, mark),
    ...(findings.length > 0 ? [""] : []),
    ...oddApprovals(verdict),
    refused.length === 0
      ? `${styleText("green", "✓")} nothing to look at twice${approvedText(findings)}; ${access.lost} of ${access.existing} (person, permission set, account) are lost, ${access.allowed} allowed`
      : `${mark} ${counted(refused.length, "thing")} to look at twice${approvedText(findings)}`,
    ...(refuses ? adviceLines(stack, refused) : []),
  ];
}

/** The verdict for machines: everything, in full. */
export function verdictJson({ findings, ...verdict }: UpdateVerdict): object {
  return {
    ...verdict,
    findings: findings.map(({ kind, name, urn, seen, approval, ended }) => ({
      kind,
      name,
      ...(urn !== undefined && { urn }),
      seen,
      refused: approval === undefined,
      ...(approval && { approval }),
      ...(ended && { ended }),
    })),
  };
}

function tableLines(findings: readonly JudgedFinding[], mark: string): string[] {
  const rows = [...Map.groupBy(findings, ({ kind, approval }) => `${!approval} ${kind}`).values()];
  const told = rows.flatMap((same) => same.slice(0, TOLD));
  const width = (text: (one: JudgedFinding) => string) =>
    Math.max(0, ...told.map((one) => textWidth(text(one))));
  const kind = width((one) => one.kind);
  const name = Math.min(
    40,
    width((one) => shown(one.name)),
  );
  return rows.flatMap((same) => [
    ...same
      .slice(0, TOLD)
      .map((one) => [
        one.approval ? styleText("green", "✓") : mark,
        padEnd(one.kind, kind),
        `${padEnd(shown(one.name), name)} `,
        shown(one.seen) + noteOf(one),
      ])
      .map((cells) => cells.join(" ")),
    ...(same.length > TOLD ? [`  … and ${same.length - TOLD} more of ${same[0]?.kind}`] : []),
  ]);
}

function noteOf({ approval, ended }: JudgedFinding): string {
  if (approval) return ` (approved by ${byWhom(approval)})`;
  return ended ? ` (was approved by ${byWhom(ended)})` : "";
}

function byWhom({ by, until, reason }: Approval): string {
  return shown(`${by} until ${until}: ${reason}`);
}

function approvedText(findings: readonly JudgedFinding[]): string {
  const approved = findings.filter(({ approval }) => approval).length;
  return approved === 0 ? "" : `, ${approved} approved`;
}

function oddApprovals({ stack, ended, unused }: UpdateVerdict): string[] {
  const line = ({ what, who }: Approval, text: string) =>
    shown(`${approvalsName(stack)}: warning: ${what} of ${who} ${text}`);
  return [
    ...ended.map((one) =>
      line(one, `ended on ${one.until}; remove it, or decide again and give it another day`),
    ),
    ...unused.map((one) =>
      line(one, "approves nothing in this preview; remove it once it is done"),
    ),
  ];
}

/** Approvals that an update was made by, to be told once it is done: they would let the same pass again. */
export function usedApprovals({ stack, findings }: UpdateVerdict): string[] {
  const used = new Set(findings.flatMap(({ approval }) => approval ?? []));
  return [...used].map(({ what, who, until }) =>
    shown(
      `${approvalsName(stack)}: ${what} of ${who} was used by this update; remove it, or it lets the same pass until ${until}`,
    ),
  );
}

/** What to do where it is meant. */
function adviceLines(stack: string, refused: readonly JudgedFinding[]): string[] {
  const approvals = refused
    .filter(({ kind }) => kind !== "unjudged")
    .map(({ kind, name }) => `what: ${kind}, who: ${JSON.stringify(name)}`);
  const wanted = [...new Set(approvals)];
  if (wanted.length === 0) return [];
  return [
    `  what is meant goes into ${shown(approvalsName(stack))}, by a change that somebody reviews:`,
    "  approvals:",
    ...wanted
      .slice(0, TOLD)
      .map((one) => shown(`    - { ${one}, reason: …, by: …, until: "YYYY-MM-DD" }`)),
    ...(wanted.length > TOLD ? [`    … and ${wanted.length - TOLD} more`] : []),
  ];
}
