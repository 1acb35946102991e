import { theOrganization } from "./instances.ts";
import { notFound } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** The caller's, in the call's Region. */
export function ListAnalyzers(tx: Transaction, request: { type?: string }) {
  const own = ownAnalyzers(tx).filter(({ type }) => (request.type ?? type) === type);
  return { analyzers: own.map(view) };
}

export function GetAnalyzer(tx: Transaction, request: { analyzerName: string }) {
  const found = ownAnalyzers(tx).find(({ name }) => name === request.analyzerName);
  if (!found) throw notFound(`Analyzer ${request.analyzerName}`);
  return { analyzer: view(found) };
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
