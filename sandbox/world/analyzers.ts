import { partitionOfRegion } from "../../model/schema/partition.ts";
import { putOwn, removeOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** The caller's, in the call's Region. */
export function ListAnalyzers(tx: Transaction, request: { type?: string }) {
  const own = ownAnalyzers(tx).filter(({ type }) => (request.type ?? type) === type);
  return { analyzers: own.map(view) };
}

export function GetAnalyzer(tx: Transaction, request: { analyzerName: string }) {
  return { analyzer: view(wanted(tx, request.analyzerName)) };
}

export function CreateAnalyzer(tx: Transaction, request: { analyzerName: string; type: string }) {
  const { callerAccount, trustedServices = [] } = theOrganization(tx);
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
  const { analyzerName: name, type } = request;
  const arn = `arn:${partitionOfRegion(region)}:access-analyzer:${region}:${callerAccount}:analyzer/${name}`;
  if (tx.get("analyzers", arn)) {
    throw new ServiceError("ConflictException", `Analyzer ${name} already exists`);
  }
  putOwn(tx, "analyzers", arn, { arn, name, type, region, account: callerAccount });
  return { arn };
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

function ownAnalyzers(tx: Transaction): Tables["analyzers"][] {
  const { callerAccount } = theOrganization(tx);
  return tx
    .rows("analyzers")
    .filter(({ account, region }) => account === callerAccount && region === tx.region);
}

function view({ arn, name, type }: Tables["analyzers"]) {
  return { arn, name, type, createdAt: "2026-01-01T00:00:00Z", status: "ACTIVE" };
}
