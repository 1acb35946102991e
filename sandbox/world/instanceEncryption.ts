import { putOwn } from "./followed.ts";
import { regionsOf } from "./instanceRegions.ts";
import { managedInstance } from "./instances.ts";
import { refuseKey } from "./keys.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

interface Encryption {
  KeyType: string;
  KmsKeyArn?: string;
}

/** Gives the instance its key (IAM Identity Center API, UpdateInstance); its name isn't kept here. */
export function UpdateInstance(
  tx: Transaction,
  request: { InstanceArn: string; Name?: string; EncryptionConfiguration?: Encryption },
) {
  const { keyArn: before, ...instance } = managedInstance(tx, request.InstanceArn);
  const wanted = request.EncryptionConfiguration;
  if (wanted === undefined) return {};
  const { KmsKeyArn: keyArn } = wanted;
  const isOwn = wanted.KeyType === "CUSTOMER_MANAGED_KEY";
  if (isOwn !== (keyArn !== undefined)) {
    throw invalid(`KmsKeyArn is ${isOwn ? "required" : "not allowed"} with ${wanted.KeyType}`);
  }
  if (keyArn !== undefined) refuseKey(tx, instance, keyArn);
  // Each further Region has a replica of the key: none may be left without.
  if (regionsOf(tx, instance.arn).length > 0 && keyArn !== before) {
    throw invalid("The encryption of an instance with additional Regions cannot be changed");
  }
  const endsAt = tx.now + tx.latency;
  const encrypted = keyArn === undefined ? instance : { ...instance, keyArn };
  putOwn(tx, "instances", instance.arn, { ...encrypted, encryptionEndsAt: endsAt });
  return {};
}

/** As DescribeInstance tells it. */
export function encryptionOf(tx: Transaction, instance: Tables["instances"]) {
  const { keyArn, encryptionEndsAt = 0 } = instance;
  return {
    KeyType: keyArn === undefined ? "AWS_OWNED_KMS_KEY" : "CUSTOMER_MANAGED_KEY",
    ...(keyArn === undefined ? {} : { KmsKeyArn: keyArn }),
    EncryptionStatus: encryptionEndsAt > tx.now ? "UPDATING" : "ENABLED",
  };
}

function invalid(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}
