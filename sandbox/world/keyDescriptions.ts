import { GetCallerIdentity } from "./callers.ts";
import { theOrganization } from "./instances.ts";
import { keyVerdict } from "./keyPolicies.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

interface MultiRegionKey {
  Arn: string;
  Region: string;
}

interface KeyMetadata {
  Arn: string;
  KeyId: string;
  AWSAccountId: string;
  Enabled: boolean;
  KeyState: string;
  MultiRegion: boolean;
  MultiRegionConfiguration?: {
    MultiRegionKeyType: "PRIMARY" | "REPLICA";
    PrimaryKey: MultiRegionKey;
    ReplicaKeys: MultiRegionKey[];
  };
}

/**
 * What KMS says of a key, by its ARN (KMS API, DescribeKey). That it answers "Invalid arn" to one of another Region is
 * from no page.
 *
 * @throws ServiceError where there is none, or the caller may not ask
 */
export function DescribeKey(
  tx: Transaction,
  { KeyId }: { KeyId: string },
): {
  KeyMetadata: KeyMetadata;
} {
  const [, , , region = "", AWSAccountId = "", resource = ""] = KeyId.split(":");
  if (region !== tx.region) throw missing(`Invalid arn ${region}`);
  const keys = tx.rows("keys");
  const known = keys.find((key) => arnsOf(key).includes(KeyId));
  // Where nobody wrote down any, it is taken to be there.
  if (!known && keys.length > 0) throw missing(`Key '${KeyId}' does not exist`);
  if (known) refuseCaller(tx, known, KeyId);
  const KeyState = known?.state ?? "Enabled";
  const MultiRegion = resource.startsWith("key/mrk-");
  return {
    KeyMetadata: {
      ...{ Arn: KeyId, KeyId: resource.replace("key/", ""), AWSAccountId, KeyState, MultiRegion },
      Enabled: KeyState === "Enabled",
      ...(known && MultiRegion ? { MultiRegionConfiguration: relatedKeys(known, KeyId) } : {}),
    },
  };
}

function relatedKeys(key: Tables["keys"], arn: string) {
  const [primary = "", ...replicas] = arnsOf(key);
  const related = (one: string) => ({ Arn: one, Region: one.split(":")[3] ?? "" });
  return {
    MultiRegionKeyType: arn === primary ? ("PRIMARY" as const) : ("REPLICA" as const),
    PrimaryKey: related(primary),
    ReplicaKeys: replicas.map(related),
  };
}

/** The primary key first. */
function arnsOf({ arn, replicas }: Tables["keys"]): string[] {
  const [, , , home = ""] = arn.split(":");
  return [arn, ...replicas.map((region) => arn.replace(`:${home}:`, `:${region}:`))];
}

/** Identity Center's callers may have rights on its key through Identity Center alone. */
function refuseCaller(tx: Transaction, key: Tables["keys"], keyArn: string): void {
  const { callerPolicy } = theOrganization(tx);
  const { Account, Arn } = GetCallerIdentity(tx, {});
  const caller = { account: Account, arns: [Arn] };
  const use = { action: "kms:DescribeKey", keyArn, caller, context: new Map() };
  const ofKey = keyVerdict(key.policy, use);
  const own = callerPolicy === undefined ? everything : keyVerdict(callerPolicy, use);
  const isAllowed = ofKey.isAllowed || (ofKey.isLeftToAccount && own.isAllowed);
  if (isAllowed && !ofKey.isDenied && !own.isDenied) return;
  throw new ServiceError(
    "AccessDeniedException",
    `User: ${Arn} is not authorized to perform: kms:DescribeKey on resource: ${keyArn} because no identity-based policy allows the kms:DescribeKey action`,
  );
}

const everything = { isAllowed: true, isDenied: false };

function missing(message: string): ServiceError {
  return new ServiceError("NotFoundException", message);
}
