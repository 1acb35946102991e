import { removeOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/**
 * Resources that are kept as they were given, since nothing here depends on what they do: rules of EventBridge, topics,
 * Config rules and the like. Each service's operations, named as AWS names them, are made of these.
 */

/** What a record holds: the resource's properties, as the provider gives them. */
export type RecordContent = Readonly<Record<string, unknown>>;

/** A request about one record. */
export interface OfRecord {
  readonly Id: string;
}

/** A request that gives a record its content. */
export interface GivenRecord extends OfRecord {
  readonly Properties: RecordContent;
}

/** Whether it is there, in the caller's account and the call's Region; of IAM, in all Regions. */
export function hasRecord(tx: Transaction, type: string, id: string): boolean {
  return find(tx, type, id) !== undefined;
}

/** Whether it is there because the organization file says so. */
export function hasGivenRecord(tx: Transaction, type: string, id: string): boolean {
  return tx.get("givenRecords", key(tx, type, id)) !== undefined;
}

/** All of a type, in the caller's account and the call's Region, whose id begins with `prefix`. */
export function recordsOf(tx: Transaction, type: string, prefix = ""): RecordContent[] {
  const begins = key(tx, type, prefix);
  return [...tx.rows("givenRecords", begins), ...tx.rows("records", begins)];
}

/** @throws ServiceError with `code` where it isn't there */
export function record(
  tx: Transaction,
  type: string,
  id: string,
  code = "ResourceNotFoundException",
): RecordContent {
  const found = find(tx, type, id);
  if (found) return found;
  throw new ServiceError(code, `${type} ${id} does not exist.`);
}

/** Makes it, or puts another content in its place. */
export function putRecord(
  tx: Transaction,
  type: string,
  id: string,
  content: RecordContent,
): RecordContent {
  takeOver(tx, type, id);
  tx.put("records", key(tx, type, id), content);
  return content;
}

export function removeRecord(tx: Transaction, type: string, id: string): void {
  takeOver(tx, type, id);
  tx.remove("records", key(tx, type, id));
}

/** Where a record stands. What is before the first bar is a section of the table, which is found without a search. */
export function recordKey(type: string, account: string, region: string, id: string): string {
  return `${type} ${account} ${region}|${id}`;
}

function find(tx: Transaction, type: string, id: string): RecordContent | undefined {
  const at = key(tx, type, id);
  return tx.get("records", at) ?? tx.get("givenRecords", at);
}

/** From a call on, the organization file doesn't decide about it. */
function takeOver(tx: Transaction, type: string, id: string): void {
  const at = key(tx, type, id);
  if (tx.get("givenRecords", at)) removeOwn(tx, "givenRecords", at);
}

/** IAM is the same in every Region. */
const global = /^(iam|saml)/;

function key(tx: Transaction, type: string, id: string): string {
  const region = global.test(type) ? "global" : (tx.region ?? "global");
  return recordKey(type, theOrganization(tx).callerAccount, region, id);
}
