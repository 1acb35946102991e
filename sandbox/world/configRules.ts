import { wantRecorder } from "./configRecorder.ts";
import { theOrganization } from "./instances.ts";
import { type GivenRecord, type OfRecord, putRecord, record, removeRecord } from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

const RULE = "Config rule";
const ORGANIZATION_RULE = "organization Config rule";

/** An account without a recorder takes none (AWS Config API Reference, PutConfigRule). */
export function PutConfigRule(tx: Transaction, { Id, Properties }: GivenRecord) {
  wantRecorder(tx);
  return { Properties: putRecord(tx, RULE, Id, Properties) };
}

export function DescribeConfigRules(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, RULE, Id, "NoSuchConfigRuleException") };
}

export function DeleteConfigRule(tx: Transaction, { Id }: OfRecord) {
  DescribeConfigRules(tx, { Id });
  removeRecord(tx, RULE, Id);
  return {};
}

/** Only from the management account here. Which member accounts have a recorder isn't known. */
export function PutOrganizationConfigRule(tx: Transaction, { Id, Properties }: GivenRecord) {
  const { callerAccount, managementAccount } = theOrganization(tx);
  if (callerAccount !== managementAccount) {
    const why = "This action can be only made by AWS Organization's master account.";
    throw new ServiceError("OrganizationAccessDeniedException", why);
  }
  wantRecorder(tx);
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
