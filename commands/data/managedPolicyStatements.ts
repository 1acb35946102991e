import { isDeepStrictEqual } from "node:util";
import { prefixOf } from "../../policies/iam/actions/actions.ts";
import { type Action, service } from "../../policies/iam/actions/serviceReference.ts";
import { compile } from "../../policies/iam/patterns/wildcard.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { Statement } from "../../policies/iam/policy/statement.ts";
import { reach, type Wanted } from "../../policies/iam/reach/reach.ts";
import { scopeOf } from "../../policies/iam/reach/scope.ts";
import { ADMINISTRATION_ACTIONS } from "../../policies/iam/risk/administrator.ts";
import { ESCALATION_PATHS } from "../../policies/iam/risk/escalationPaths.ts";
import { ORGANIZATION_ACTIONS } from "../../policies/iam/risk/organization.ts";
import { RECOVERY_ACTIONS } from "../../policies/iam/risk/recovery.ts";
import { CHANGING_ACTIONS } from "../../policies/stack/power.ts";
import type { Value } from "../../policies/value.ts";
import { answersOf } from "./managedPolicyAnswers.ts";

/** A statement as it is written. */
export type Source = Readonly<Record<string, Value>>;

type Question = Omit<Wanted, "stance" | "asking">;

/** What the policy pack asks of those who hold several policies: what AWS's allow beyond that matters to nobody. */
const QUESTIONS: readonly Question[] = [
  ...ESCALATION_PATHS.flatMap(({ needs }) => needs.map(({ asking: _, ...need }) => need)),
  ...[
    ...ADMINISTRATION_ACTIONS,
    ...CHANGING_ACTIONS,
    ...RECOVERY_ACTIONS,
    ...ORGANIZATION_ACTIONS,
    "iam:PassRole",
    "iam:TagRole",
    "iam:TagUser",
    "sts:TagSession",
  ].map((action) => ({ action, on: "all" as const })),
];

/**
 * The statements of a policy as far as the pack asks about them: as few, without actions that it doesn't ask about and without
 * Allow statements on resources that are too few to count, as give the same answers as all.
 */
export function statementsThatMatter(document: Source): readonly Source[] {
  const all = document.Statement;
  const sources = (Array.isArray(all) ? all : [all]) as readonly Source[];
  const parts = sources.map(partOf);
  const wanted = answersOf(parts.map(({ statement }) => statement));
  const asked = parts.flatMap((part) => kept(part, matteringTo(part)));
  const helping = helpers(asked.map(partOf));
  const helped = parts.flatMap((part) => {
    const helps = part.statement.effect === "Allow" ? helping : [];
    return kept(part, [...matteringTo(part), ...helps]);
  });
  const isEnough = (sources: readonly Source[]) =>
    isDeepStrictEqual(answersOf(sources.map((one) => partOf(one).statement)), wanted);
  return [asked, helped].find(isEnough) ?? parts.map(({ source }) => source);
}

interface Part {
  /** Without its Sid. */
  readonly source: Source;
  readonly statement: Statement;
}

function partOf({ Sid: _, ...source }: Source): Part {
  const { statements } = readPolicy({ Version: "2012-10-17", Statement: [source] }, "identity");
  const [statement] = statements;
  if (!statement) throw new Error(`can't read the statement ${JSON.stringify(source)}`);
  return { source, statement };
}

/** Actions that the pack asks about, in a statement that decides on them. */
function matteringTo({ statement }: Part): readonly string[] {
  const asked = QUESTIONS.filter(({ action }) => scopeOf(statement).action(action) !== "no");
  const decided =
    statement.effect === "Deny" ? asked : asked.filter((one) => isReached(statement, one));
  return decided.map(({ action }) => action);
}

/** Whatever its conditions: others of its holder's permissions may meet them. */
function isReached(statement: Statement, question: Question): boolean {
  const identity = [{ ...statement, conditions: [], moreConditions: false }];
  return (["attacker", "reviewer"] as const).some(
    (stance) => reach({ identity }, { ...question, stance }).verdict !== "no",
  );
}

/** Actions by which the holder meets conditions: it sets the tag, or calls the service that calls for it. */
function helpers(parts: readonly Part[]): readonly string[] {
  const conditions = parts.flatMap(({ statement }) => statement.conditions);
  const services = new Set<string>();
  if (conditions.some(({ key }) => /tag/i.test(key))) {
    const known = parts.flatMap(({ statement }) => statement.actions?.known ?? []);
    for (const pattern of known) services.add(prefixOf(pattern) ?? "");
  }
  const tagging = changesOf(services).filter(({ level }) => level === "Tagging");
  const callers = conditions
    .filter(({ key }) => /via/i.test(key))
    .flatMap(({ values }) => values.known);
  const calls = changesOf(new Set(callers.map((one) => one.split(".")[0] ?? "")));
  return [...tagging, ...calls].map(({ name }) => name);
}

function changesOf(services: ReadonlySet<string>): readonly Action[] {
  return [...services].flatMap((one) =>
    [...(service(one)?.values() ?? [])].filter(({ level }) => level !== "Read" && level !== "List"),
  );
}

/** The statement with its patterns about some actions, if there are any. */
function kept({ source, statement }: Part, names: readonly string[]): readonly Source[] {
  if (names.length === 0) return [];
  const { actions } = statement;
  if (!actions) return [source];
  const patterns = actions.known.filter((pattern) => names.some(compile(pattern)));
  return patterns.length === 0 ? [] : [{ ...source, Action: patterns.toSorted() }];
}
