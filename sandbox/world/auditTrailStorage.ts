import { notFound, ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** Buckets, keys and their settings: kept as given, since nothing here depends on what they do. */

interface Item {
  Type: string;
  Id: string;
}

export function PutStorageItem(
  tx: Transaction,
  request: Item & { Properties: Record<string, unknown> },
) {
  if (request.Type === "bucketPolicy") checkBucketPolicy(request.Id, request.Properties.policy);
  tx.put("storage", key(request), request.Properties);
  return {};
}

/** @throws ServiceError for a policy that is about something else than the bucket and its objects, as S3 refuses it */
function checkBucketPolicy(bucket: string, policy: unknown): void {
  const { Statement = [] } = JSON.parse(String(policy)) as { Statement?: unknown };
  const resources = [Statement].flat().flatMap((one) => (one as { Resource?: unknown }).Resource);
  const own = new RegExp(`^arn:aws[a-z-]*:s3:::${bucket.replaceAll(".", "\\.")}(/|$)`);
  if (resources.every((one) => one === undefined || own.test(String(one)))) return;
  throw new ServiceError("MalformedPolicy", "Policy has invalid resource");
}

/** Fails when it is there already. */
export function CreateStorageItem(
  tx: Transaction,
  request: Item & { Properties: Record<string, unknown> },
) {
  if (tx.get("storage", key(request))) {
    throw new ServiceError("ConflictException", `${request.Type} ${request.Id} already exists`);
  }
  return PutStorageItem(tx, request);
}

export function GetStorageItem(tx: Transaction, request: Item) {
  const Properties = tx.get("storage", key(request));
  if (!Properties) throw notFound(`${request.Type} ${request.Id}`);
  return { Properties };
}

export function DeleteStorageItem(tx: Transaction, request: Item) {
  GetStorageItem(tx, request);
  if (request.Type === "bucket" && tx.get("storage", key({ Type: "object", Id: request.Id }))) {
    throw new ServiceError(
      "BucketNotEmpty",
      "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
    );
  }
  tx.remove("storage", key(request));
  return {};
}

function key({ Type, Id }: Item): string {
  return `${Type}|${Id}`;
}
