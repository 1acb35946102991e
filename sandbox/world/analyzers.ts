import { partitionOfRegion } from "../../model/schema/partition.ts";
import { putOwn, removeOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

/** Analyzers of a type in an account and Region (IAM User Guide, "IAM Access Analyzer quotas"); of the others one. */
const MOST: Readonly<Record<string, number>> = { ORGANIZATION: 5, ORGANIZATION_UNUSED_ACCESS: 5 };

/** The caller's, in the call's Region. */
export function ListAnalyzers(tx: Transaction, request: { type?: string }) {
  const own = ownAnalyzers(tx).filter(({ type }) => (request.type ?? type) === type);
  return { analyzers: own.map(view) };
}

export function GetAnalyzer(tx: Transaction, request: { analyzerName: string }) {
  return { analyzer: view(wanted(tx, request.analyzerName)) };
}

export function CreateAnalyzer(
  tx: Transaction,
  request: Pick<Tables["analyzers"], "type" | "configuration" | "tags"> & { analyzerName: string },
) {
  const {
    callerAccount,
    managementAccount,
    delegatedAdministrators,
    trustedServices = [],
  } = theOrganization(tx);
  const region = tx.region ?? "us-east-1";
  // IAM User Guide, "Delegated administrator for IAM Access Analyzer": the organization must trust it.
  if (
    request.type.startsWith("ORGANIZATION") &&
    !trustedServices.includes("access-analyzer.amazonaws.com")
  ) {
    throw new ServiceError(
      "ValidationException",
      "You must enable trusted access for Access Analyzer in your organization to create an organization analyzer",
    );
  }
  // As awslabs/landing-zone-accelerator-on-aws #922 shows it.
  const isAdministrator =
    callerAccount === managementAccount ||
    delegatedAdministrators.some(
      ({ account, service }) =>
        account === callerAccount && service === "access-analyzer.amazonaws.com",
    );
  if (request.type.startsWith("ORGANIZATION") && !isAdministrator) {
    const message = `Account ${callerAccount} is not a delegated administrator`;
    throw new ServiceError("AccessDeniedException", message);
  }
  const { analyzerName: name, type, configuration, tags = {} } = request;
  const most = MOST[type] ?? 1;
  const arn = `arn:${partitionOfRegion(region)}:access-analyzer:${region}:${callerAccount}:analyzer/${name}`;
  if (tx.get("analyzers", arn)) {
    throw new ServiceError("ConflictException", `Analyzer ${name} already exists`);
  }
  if (ownAnalyzers(tx).filter((one) => one.type === type).length >= most) {
    const message = `Analyzers of type ${type} have reached their quota: ${most}`;
    throw new ServiceError("ServiceQuotaExceededException", message);
  }
  const made = { arn, name, type, region, account: callerAccount };
  putOwn(tx, "analyzers", arn, {
    ...made,
    ...(configuration && { configuration }),
    tags: withTags({}, pairs(tags)),
  });
  return { arn };
}

/** `access-analyzer:TagResource`. */
export function TagAnalyzer(
  tx: Transaction,
  request: { resourceArn: string; tags: Readonly<Record<string, string>> },
) {
  const { tags = {}, ...found } = wantedByArn(tx, request.resourceArn);
  putOwn(tx, "analyzers", found.arn, { ...found, tags: withTags(tags, pairs(request.tags)) });
  return {};
}

/** `access-analyzer:UntagResource`. */
export function UntagAnalyzer(
  tx: Transaction,
  request: { resourceArn: string; tagKeys: readonly string[] },
) {
  const { tags = {}, ...found } = wantedByArn(tx, request.resourceArn);
  const kept = Object.entries(tags).filter(([key]) => !request.tagKeys.includes(key));
  putOwn(tx, "analyzers", found.arn, { ...found, tags: Object.fromEntries(kept) });
  return {};
}

export function DeleteAnalyzer(tx: Transaction, request: { analyzerName: string }) {
  removeOwn(tx, "analyzers", wanted(tx, request.analyzerName).arn);
  return {};
}

function wanted(tx: Transaction, name: string): Tables["analyzers"] {
  const found = ownAnalyzers(tx).find((analyzer) => analyzer.name === name);
  if (found) return found;
  throw notFound(`Analyzer ${name}`);
}

function wantedByArn(tx: Transaction, arn: string): Tables["analyzers"] {
  const found = ownAnalyzers(tx).find((analyzer) => analyzer.arn === arn);
  if (found) return found;
  throw notFound(`Resource ${arn}`);
}

function pairs(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function ownAnalyzers(tx: Transaction): Tables["analyzers"][] {
  const { callerAccount } = theOrganization(tx);
  return tx
    .rows("analyzers")
    .filter(({ account, region }) => account === callerAccount && region === tx.region);
}

function view({ arn, name, type, configuration, tags = {} }: Tables["analyzers"]) {
  const made = { arn, name, type, createdAt: "2026-01-01T00:00:00Z", status: "ACTIVE" };
  return { ...made, tags, ...(configuration && { configuration }) };
}
