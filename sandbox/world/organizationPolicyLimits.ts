import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Policy = Tables["organizationPolicies"];

/** What limits a type of policies ("Quotas and service limits for AWS Organizations"). */
interface Limits {
  /** Characters of a document, spaces included: only the console removes them. */
  readonly characters: number;
  /** Policies of the type that a root, organizational unit or account may have attached. */
  readonly attached: number;
  /** Of those, how many it has to keep. */
  readonly kept: number;
}

const limits: Readonly<Record<string, Limits>> = {
  SERVICE_CONTROL_POLICY: { characters: 5120, attached: 10, kept: 1 },
  RESOURCE_CONTROL_POLICY: { characters: 5120, attached: 5, kept: 1 },
};

/** Elements that service control policies don't have ("SCP syntax"). */
const notInScps = ["Principal", "NotPrincipal"];

/** @throws ServiceError for a document that Organizations refuses */
export function checkContent({ type, content }: Pick<Policy, "type" | "content">): void {
  if (!isDocument(type, content)) {
    throw new ServiceError(
      "MalformedPolicyDocumentException",
      "The provided policy document does not meet the requirements of the specified policy type.",
    );
  }
  const { characters = Number.POSITIVE_INFINITY } = limits[type] ?? {};
  if (content.length <= characters) return;
  throw new ServiceError(
    "ConstraintViolationException",
    "You have exceeded the maximum policy size for the specified policy type.",
    { reason: "POLICY_CONTENT_LIMIT_EXCEEDED" },
  );
}

/** @throws ServiceError where one more would be too many */
export function checkAttached(tx: Transaction, { type }: Policy, target: string): void {
  const { attached = Number.POSITIVE_INFINITY } = limits[type] ?? {};
  if (countAt(tx, type, target) < attached) return;
  throw new ServiceError(
    "ConstraintViolationException",
    "You have attached the maximum number of policies to the specified target.",
    { reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED" },
  );
}

/** @throws ServiceError where the target would have too few left */
export function checkDetached(tx: Transaction, { type }: Policy, target: string): void {
  const { kept = 0 } = limits[type] ?? {};
  if (countAt(tx, type, target) > kept) return;
  throw new ServiceError(
    "ConstraintViolationException",
    "You cannot remove the last policy attached to the specified target. You should have at least one attached at any time.",
    { reason: "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED" },
  );
}

function countAt(tx: Transaction, type: string, target: string): number {
  return tx
    .rows("organizationPolicies")
    .filter((policy) => policy.type === type && policy.targets.includes(target)).length;
}

function isDocument(type: string, content: string): boolean {
  try {
    const document = JSON.parse(content) as { Statement?: unknown };
    if (typeof document !== "object" || document === null || Array.isArray(document)) return false;
    const statements = [document.Statement ?? []].flat() as object[];
    return (
      type !== "SERVICE_CONTROL_POLICY" ||
      !statements.some((statement) => notInScps.some((key) => Object.hasOwn(statement, key)))
    );
  } catch {
    return false;
  }
}
