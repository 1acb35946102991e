import { ESCALATION_PATHS } from "../../iam/risk/escalationPaths.ts";
import { assumeRoleStatements } from "../../iam/trust/assumeRole.ts";
import { type Principal, principalsOf } from "../../iam/trust/principal.ts";
import type { Holder } from "../../stack/holder.ts";

/** Are passed a role for their own work; what their users run has another. */
const WORK_THEMSELVES = ["batch", "elasticmapreduce"];

/** Services whose users choose what is done with a role that is passed to them: with code, or with calls. */
const DO_AS_TOLD: ReadonlySet<string> = new Set(
  ESCALATION_PATHS.flatMap(({ needs }) => needs)
    .flatMap(({ asking }) => asking?.["iam:passedtoservice"] ?? [])
    .map((one) => one.replace(/\.amazonaws\.com(\.cn)?$/, ""))
    .filter((one) => !WORK_THEMSELVES.includes(one)),
);

/** Whether nobody acts as a role but services that decide themselves what they do with it, such as AWS Backup. */
export function isForServicesAlone({ trust }: Holder): boolean {
  if (!trust || trust.policy.isIncomplete) return false;
  const principals = assumeRoleStatements(trust.policy).map(principalsOf);
  return (
    principals.length > 0 &&
    principals.every(({ known, isIncomplete }) => !isIncomplete && known.every(decidesItself))
  );
}

function decidesItself(principal: Principal): boolean {
  return principal.kind === "service" && !DO_AS_TOLD.has(principal.service);
}
