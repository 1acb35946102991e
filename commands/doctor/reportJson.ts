import { type Diagnosis, exitCode, missingActions, type Result } from "./diagnosis.ts";

/** How an organization stands, for machines: everything, in full. */
export function diagnosisJson(diagnosis: Diagnosis): object {
  const { organization, managementAccount, account, stack, results, over, unused } = diagnosis;
  return {
    organization: organization ?? null,
    managementAccount: managementAccount ?? null,
    account: account ?? null,
    stack: stack ?? null,
    passed: exitCode(diagnosis) === 0,
    checks: results.map(resultJson),
    missing: missingActions(results),
    ended: over,
    unused,
  };
}

function resultJson({ check, verdict, seen, findings, gaps, looks }: Result): object {
  const { id, severity, title, fix, url } = check;
  return {
    check: id,
    severity,
    verdict,
    title,
    ...(seen !== undefined && { seen }),
    findings,
    notRead: gaps.map(({ gap, action }) => ({ why: gap, ...(action && { action }) })),
    look: looks.map(({ look, at }) => ({ what: look, at })),
    fix,
    url,
    page: `docs/doctor.md#${id}`,
  };
}
