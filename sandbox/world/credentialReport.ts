import { type IamPrincipal, iamPrincipals } from "./iamPrincipals.ts";
import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

type None = Record<string, never>;

/** A report that is four hours old is made anew (IAM User Guide, "Get credential reports for your AWS account"). */
const MAXIMUM_AGE = 4 * 60 * 60_000;

/** Asked for the first time it begins; the next answer is that it is there. */
export function GenerateCredentialReport(tx: Transaction, _request: None) {
  const account = theOrganization(tx).callerAccount;
  const report = tx.get("credentialReports", account);
  if (report && tx.now - report.at < MAXIMUM_AGE) return { State: "COMPLETE" };
  tx.put("credentialReports", account, { at: tx.now });
  const Description = "No report exists. Starting a new report generation task";
  return { State: "STARTED", Description };
}

/** A table of the root user and all users of IAM, in CSV. */
export function GetCredentialReport(tx: Transaction, _request: None) {
  const report = tx.get("credentialReports", theOrganization(tx).callerAccount);
  if (!report) {
    const why = "No report exists: call GenerateCredentialReport first";
    throw new ServiceError("CredentialReportNotPresentException", why);
  }
  const rows = [columns, ...iamPrincipals(tx).map(row)];
  return {
    Content: Buffer.from(rows.map((one) => one.join(",")).join("\n")),
    ReportFormat: "text/csv",
    GeneratedTime: report.at,
  };
}

/** As IAM's user guide lists them. */
const columns = [
  ...["user", "arn", "user_creation_time", "password_enabled", "password_last_used"],
  ...["password_last_changed", "password_next_rotation", "mfa_active"],
  ...["access_key_1_active", "access_key_1_last_rotated", "access_key_1_last_used_date"],
  ...["access_key_1_last_used_region", "access_key_1_last_used_service"],
  ...["access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date"],
  ...["access_key_2_last_used_region", "access_key_2_last_used_service"],
  ...["cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated"],
];

function row(principal: IamPrincipal): string[] {
  const { name, arn, isRoot, createdOn, password, passwordLastUsedOn, mfa } = principal;
  const used = passwordLastUsedOn ? time(passwordLastUsedOn) : "no_information";
  return [
    ...[name, arn, time(createdOn)],
    ...(isRoot
      ? ["not_supported", used, "not_supported", "not_supported"]
      : [String(password), password ? used : "N/A", password ? time(createdOn) : "N/A", "N/A"]),
    String(mfa),
    ...key(principal, 0),
    ...key(principal, 1),
    ...["false", "N/A", "false", "N/A"],
  ];
}

function key({ accessKeys }: IamPrincipal, index: number): string[] {
  const found = accessKeys[index];
  if (!found) return ["false", "N/A", "N/A", "N/A", "N/A"];
  const { active, createdOn, lastUsedOn } = found;
  const use = lastUsedOn ? [time(lastUsedOn), "us-east-1", "sts"] : ["N/A", "N/A", "N/A"];
  return [String(active), time(createdOn), ...use];
}

function time(day: string): string {
  return `${day}T00:00:00+00:00`;
}
