import { styleText } from "node:util";
import { shown } from "../../model/problems/shown.ts";
import type { DoctorExemption } from "../../model/schema/doctor.ts";
import { heading } from "../report/report.ts";
import { counted } from "../report/resourceName.ts";
import { padEnd, terminalWidth, wrappedText } from "../report/textWidth.ts";
import { type Diagnosis, missingActions, type Result, type Verdict } from "./diagnosis.ts";

/** Findings of one check that are told; of more, how many. `--json` has all. */
const TOLD = 10;

type Color = Parameters<typeof styleText>[0];

const MARKS: Readonly<Record<Verdict, readonly [mark: string, color: Color]>> = {
  holds: ["✓", "green"],
  "doesn't hold": ["✗", "red"],
  exempt: ["~", "yellow"],
  "not read": ["?", "yellow"],
  look: ["→", "cyan"],
  "not asked": ["·", "gray"],
  "nothing there": ["·", "gray"],
};

/** How an organization stands, for people: a row for each check, and below it what was seen and what to do. */
export function diagnosisLines(diagnosis: Diagnosis): string[] {
  const { organization, managementAccount, results } = diagnosis;
  const whose = organization ?? "an organization that may not be read";
  const where = managementAccount === undefined ? "" : `, management account ${managementAccount}`;
  const width = Math.max(...results.map(({ check }) => check.id.length));
  return [
    heading(`${whose}${where}: how it stands`),
    ...results.flatMap((result) => resultLines(result, width)),
    "",
    ...exemptionLines(diagnosis),
    summary(diagnosis),
    ...missingLines(results),
  ];
}

function resultLines(result: Result, width: number): string[] {
  const { check, verdict } = result;
  const [mark, color] = MARKS[verdict];
  const row = `${padEnd(check.id, width)}  ${padEnd(check.severity, 8)}  ${verdict}`;
  const seen = result.seen ? `: ${result.seen}` : "";
  return [
    ...fitted(`${row}${seen}`, 2).map((line, index) =>
      index === 0 ? `${styleText(color, mark)} ${line.trimStart()}` : line,
    ),
    ...detailLines(result).flatMap((line) => fitted(line, 4)),
  ];
}

function detailLines({ check, verdict, findings, gaps, looks }: Result): string[] {
  const found = findings.filter(({ exemption }) => !exemption);
  const exempt = findings.filter(({ exemption }) => exemption);
  const own = verdict === "doesn't hold" ? found.map(({ fix = check.fix }) => fix) : [];
  const fixes = new Set([...own, ...(looks.length > 0 ? [check.fix] : [])]);
  return [
    ...cutList(found.map(({ seen }) => seen)),
    ...cutList(exempt.map(({ seen, exemption }) => `${seen} (exempt${exemptText(exemption)})`)),
    ...cutList(gaps.map(({ gap }) => gap)),
    ...looks.map(({ look, at }) => `no API tells ${look}: look there: ${at}`),
    ...[...fixes].map((fix) => `fix: ${fix}`),
  ];
}

function exemptText(exemption: DoctorExemption | undefined): string {
  return exemption === undefined ? "" : ` until ${exemption.until}: ${exemption.reason}`;
}

function cutList(lines: readonly string[]): string[] {
  if (lines.length <= TOLD) return [...lines];
  return [...lines.slice(0, TOLD), `… and ${lines.length - TOLD} more (--json has all)`];
}

function fitted(text: string, indent: number): string[] {
  return wrappedText(`${" ".repeat(indent)}${shown(text)}`, terminalWidth());
}

function exemptionLines({ over, unused, stack }: Diagnosis): string[] {
  const line = ({ check, what }: DoctorExemption, text: string) =>
    shown(`Pulumi.${stack}.yaml: warning: exemption of ${check}, ${what}, ${text}`);
  return [
    ...over.map((one) => line(one, `ended on ${one.until}; remove it, or decide again`)),
    ...unused.map((one) => line(one, "is about nothing that was found; remove it")),
  ];
}

function summary({ results }: Diagnosis): string {
  const count = (wanted: Verdict) => results.filter(({ verdict }) => verdict === wanted).length;
  const others = [
    [count("not read"), "not read"],
    [count("exempt"), "exempt"],
    [count("look"), "for you to look at"],
    [count("not asked"), "not asked without a stack"],
    [count("nothing there"), "about nothing that is there"],
  ] as const;
  const rest = others.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : []));
  const failed = count("doesn't hold");
  const of = `of ${counted(results.length, "check")}`;
  const [mark, color] =
    MARKS[failed > 0 ? "doesn't hold" : count("not read") > 0 ? "not read" : "holds"];
  const first =
    failed === 0
      ? `${count("holds")} ${of} hold`
      : `${failed} ${of} ${failed === 1 ? "doesn't" : "don't"} hold`;
  return `${styleText(color, mark)} ${[first, ...rest].join(", ")}; docs/doctor.md says more of each`;
}

function missingLines(results: readonly Result[]): string[] {
  const actions = missingActions(results);
  if (actions.length === 0) return [];
  return fitted(`not everything was read, for want of ${actions.join(", ")}: docs/live.md`, 2);
}
