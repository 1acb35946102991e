import { wantRecorder } from "./configRecorder.ts";
import { theOrganization } from "./instances.ts";
import { EnableAWSServiceAccess } from "./organizationChanges.ts";
import {
  type GivenRecord,
  hasRecord,
  type OfRecord,
  putRecord,
  record,
  recordsOf,
  removeRecord,
} from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

const RULE = "Config rule";
const ORGANIZATION_RULE = "organization Config rule";

/** Rules of an account in a Region ("AWS Config endpoints and quotas"). */
const MOST_RULES = 1000;
const NO_RECORDER =
  "You must create a configuration recorder before you can create or update a Config rule.";

/** An account without a recorder takes none (AWS Config API Reference, PutConfigRule; texts as boto3 #2178 has them). */
export function PutConfigRule(tx: Transaction, { Id, Properties }: GivenRecord) {
  wantRecorder(tx, NO_RECORDER);
  refuseMore(tx, Id);
  return { Properties: putRecord(tx, RULE, Id, Properties) };
}

/** As terraform-provider-aws #21722 shows it; what rules of an organization make in the account counts, too. */
function refuseMore(tx: Transaction, id: string): void {
  const all = recordsOf(tx, RULE).length + recordsOf(tx, ORGANIZATION_RULE).length;
  if (hasRecord(tx, RULE, id) || all < MOST_RULES) return;
  throw new ServiceError(
    "MaxNumberOfConfigRulesExceededException",
    `Failed to put config rule '${id}' because the account already contains ${MOST_RULES} config rules. Please consider deleting deactivated rules if you have any before adding new rules.`,
  );
}

export function DescribeConfigRules(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, RULE, Id, "NoSuchConfigRuleException") };
}

export function DeleteConfigRule(tx: Transaction, { Id }: OfRecord) {
  DescribeConfigRules(tx, { Id });
  removeRecord(tx, RULE, Id);
  return {};
}

/**
 * Only from the management account here. Which member accounts have a recorder isn't known. It turns trusted access on
 * (AWS Config API Reference, PutOrganizationConfigRule).
 */
export function PutOrganizationConfigRule(tx: Transaction, { Id, Properties }: GivenRecord) {
  const { callerAccount, managementAccount } = theOrganization(tx);
  if (callerAccount !== managementAccount) {
    const why = "This action can be only made by AWS Organization's master account.";
    throw new ServiceError("OrganizationAccessDeniedException", why);
  }
  wantRecorder(tx, NO_RECORDER);
  EnableAWSServiceAccess(tx, { ServicePrincipal: "config-multiaccountsetup.amazonaws.com" });
  return { Properties: putRecord(tx, ORGANIZATION_RULE, Id, Properties) };
}

export function DescribeOrganizationConfigRules(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, ORGANIZATION_RULE, Id, "NoSuchOrganizationConfigRuleException") };
}

export function DeleteOrganizationConfigRule(tx: Transaction, { Id }: OfRecord) {
  DescribeOrganizationConfigRules(tx, { Id });
  removeRecord(tx, ORGANIZATION_RULE, Id);
  return {};
}
