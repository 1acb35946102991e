import { LiveError } from "../../live/liveError.ts";
import type { Session } from "../../live/session.ts";
import type { Absence, Check, CheckContext, Finding, Look, Report } from "./check.ts";
import type { Diagnosis, JudgedFinding, Result, Verdict } from "./diagnosis.ts";
import { Exemptions } from "./exemptions.ts";
import { FactReader } from "./factReader.ts";
import type { Facts } from "./facts.ts";
import type { Gap } from "./gap.ts";

/**
 * Makes checks of the organization that a session reads, and reads no more than they need.
 * @throws LiveError where the credentials are a member account's, or the session's journal is somebody else's; AWS's own
 *   error where it doesn't answer
 */
export async function diagnose(
  session: Session,
  checks: readonly Check[],
  context: CheckContext,
): Promise<Diagnosis> {
  const reader = new FactReader(session);
  const begun = await begin(reader);
  const exemptions = new Exemptions(
    context.stack?.configuration.doctor.exemptions ?? [],
    context.today,
  );
  const results: Result[] = [];
  for (const check of checks) {
    const facts = await factsFor(check, reader);
    results.push(judged(check, exemptions, facts, context));
  }
  return {
    ...begun,
    stack: context.stack?.name,
    results,
    over: exemptions.over,
    unused: exemptions.unused(new Set(checks.map(({ id }) => id))),
  };
}

/** Who asks, and about what: before anything that a journal may hold the answer of. */
async function begin(reader: FactReader) {
  const { session } = reader;
  session.report({ what: "the organization", done: 0 });
  const organization = await reader.get("organization");
  const caller = await reader.get("caller");
  const instance = await reader.get("instance");
  const known = "gap" in organization ? undefined : organization.value;
  const account = "gap" in caller ? undefined : caller.value.account;
  await refuseMember(reader, account, known?.managementAccount);
  const arn = "gap" in instance ? undefined : instance.value.found?.arn;
  const owner = { organization: known?.id ?? "unknown", instance: arn ?? "none" };
  session.journal?.claim(owner, session.clock.now());
  return { organization: known?.id, managementAccount: known?.managementAccount, account };
}

/** Delegated administrators may read the organization, other members nothing that matters here. */
async function refuseMember(
  reader: FactReader,
  account: string | undefined,
  management: string | undefined,
): Promise<void> {
  if (account === undefined || management === undefined || account === management) return;
  const administrators = await reader.get("delegatedAdministrators");
  if (!("gap" in administrators)) return;
  throw new LiveError(
    `these credentials are of ${account}, a member account, which may not read how the organization stands; sign in to the management account ${management}`,
  );
}

/** What a check needs, or why some of it isn't known. */
async function factsFor(check: Check, reader: FactReader): Promise<Facts | readonly Gap[]> {
  const known: Partial<Record<keyof Facts, unknown>> = {};
  const gaps: Gap[] = [];
  for (const name of check.needs) {
    const fact = await reader.get(name);
    if ("gap" in fact) gaps.push(fact);
    else known[name] = fact.value;
  }
  return gaps.length > 0 ? gaps : (known as Facts);
}

function judged(
  check: Check,
  exemptions: Exemptions,
  facts: Facts | readonly Gap[],
  context: CheckContext,
): Result {
  if (Array.isArray(facts)) return result(check, { gaps: facts });
  const findings: JudgedFinding[] = [];
  const gaps: Gap[] = [];
  const looks: Look[] = [];
  const sort = (report: Report): void => {
    if ("gap" in report) gaps.push(report);
    else if ("look" in report) looks.push(report);
    else findings.push(withExemption(report));
  };
  const withExemption = (finding: Finding): JudgedFinding => {
    const exemption = exemptions.of(check.id, finding);
    return exemption ? { ...finding, exemption } : finding;
  };
  const reports = check.judge(facts as Facts, context);
  let next = reports.next();
  for (; !next.done; next = reports.next()) sort(next.value);
  return result(check, { findings, gaps, looks }, next.value);
}

function result(
  check: Check,
  given: Partial<Pick<Result, "findings" | "gaps" | "looks">>,
  seen?: string | Absence,
): Result {
  const { findings = [], gaps = [], looks = [] } = given;
  const judged = verdictOf(findings, unique(gaps), looks);
  const isAbsent = typeof seen === "object";
  const verdict = judged === "holds" && isAbsent ? "nothing there" : judged;
  return {
    check,
    verdict,
    findings,
    gaps: unique(gaps),
    looks,
    ...(judged === "holds" && seen !== undefined && { seen: isAbsent ? seen.absent : seen }),
  };
}

function verdictOf(
  findings: readonly JudgedFinding[],
  gaps: readonly Gap[],
  looks: readonly Look[],
): Verdict {
  if (findings.some(({ exemption }) => !exemption)) return "doesn't hold";
  if (gaps.some(({ isUnasked }) => !isUnasked)) return "not read";
  if (gaps.length > 0) return "not asked";
  if (looks.length > 0) return "look";
  return findings.length > 0 ? "exempt" : "holds";
}

function unique(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((one) => [one.gap, one])).values()];
}
