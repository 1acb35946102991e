import { refuseMore } from "./iamLimits.ts";
import {
  hasRecord,
  putRecord,
  type RecordContent,
  record,
  recordsOf,
  removeRecord,
} from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

interface OfProvider {
  /** Its ARN. */
  Id: string;
}
interface Given extends OfProvider {
  Properties: RecordContent;
}

/** Characters of a metadata document (IAM API, CreateSAMLProvider). */
const [LEAST, MOST] = [1000, 10_000_000];
const gone = "NoSuchEntityException";

export function CreateSAMLProvider(tx: Transaction, { Id, Properties }: Given) {
  checkMetadata(Properties);
  if (hasRecord(tx, "samlProvider", Id)) {
    throw new ServiceError("EntityAlreadyExistsException", `SAMLProvider ${Id} already exists.`);
  }
  refuseMore("SAMLProvidersPerAccount", recordsOf(tx, "samlProvider").length);
  return { Properties: putRecord(tx, "samlProvider", Id, Properties) };
}

export function GetSAMLProvider(tx: Transaction, { Id }: OfProvider) {
  return { Properties: record(tx, "samlProvider", Id, gone) };
}

export function UpdateSAMLProvider(tx: Transaction, { Id, Properties }: Given) {
  record(tx, "samlProvider", Id, gone);
  checkMetadata(Properties);
  return { Properties: putRecord(tx, "samlProvider", Id, Properties) };
}

export function DeleteSAMLProvider(tx: Transaction, { Id }: OfProvider) {
  record(tx, "samlProvider", Id, gone);
  removeRecord(tx, "samlProvider", Id);
  return {};
}

function checkMetadata({ samlMetadataDocument }: RecordContent): void {
  const text = String(samlMetadataDocument);
  if (text.length >= LEAST && text.length <= MOST && /<[\w:]*EntityDescriptor\b/.test(text)) return;
  throw new ServiceError("InvalidInputException", "Could not parse metadata");
}
