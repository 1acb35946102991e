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
  tx.put("storage", key(request), request.Properties);
  return {};
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
