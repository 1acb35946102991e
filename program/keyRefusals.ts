import { type GetKeyResult, getKey } from "@pulumi/aws/kms/getKey.js";
import type { InvokeOptions } from "@pulumi/pulumi";
import { pathOf } from "../model/problems/path.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import { keyParts } from "../model/schema/encryption.ts";
import type { IdentityCenter } from "../model/schema/identityCenter.ts";

const SECTION = "access:identityCenter";

/**
 * What AWS would refuse of the key that encrypts Identity Center: one that isn't there or can't be used, and further
 * Regions that lack a replica. Which key it is, the provider has nothing that tells (terraform-provider-aws #49454).
 *
 * @param replicated Regions that this stack has added already
 */
export async function keyRefusals(
  { encryption, regions }: IdentityCenter,
  replicated: ReadonlySet<string>,
  home: string,
  opts: InvokeOptions,
): Promise<Problem[]> {
  // A key of another Region is refused by its ARN.
  if (encryption === undefined || keyParts(encryption.keyArn).region !== home) return [];
  const { keyArn } = encryption;
  const found = await look(keyArn, home, opts);
  if (found === undefined) return [];
  const at = `${SECTION}.encryption.keyArn`;
  if (found === "missing") {
    return [
      error(
        at,
        `is ${keyArn}, and KMS has no such key in ${home}; write the ARN of the key that encrypts Identity Center (console: IAM Identity Center > Settings > Management), or make it first (docs/regions-and-keys.md, step 1)`,
      ),
    ];
  }
  // While the primary Region of a multi-Region key changes, it encrypts and decrypts (KMS Developer Guide, "Key states of AWS KMS keys").
  if (found.keyState !== "Enabled" && found.keyState !== "Updating") {
    const message = `is ${keyArn}, whose state is ${found.keyState}, and Identity Center can use an enabled key alone; ${enabling(found.keyState, `--region ${home} --key-id ${keyArn}`)}`;
    return [error(at, message)];
  }
  return regions.flatMap((region, index) =>
    replicated.has(region) || hasKeyIn(found, region)
      ? []
      : [error(pathOf(`${SECTION}.regions`, index), noReplica(region, keyArn, home))],
  );
}

/** Undefined: these credentials may not know. */
async function look(
  keyId: string,
  region: string,
  opts: InvokeOptions,
): Promise<GetKeyResult | "missing" | undefined> {
  try {
    return await getKey({ keyId, region }, opts);
  } catch (reason) {
    return /NotFoundException|couldn't find resource/.test(String(reason)) ? "missing" : undefined;
  }
}

/** KMS API, CancelKeyDeletion: the key is disabled then. */
function enabling(state: string, flags: string): string {
  const enable = `enable it: aws kms enable-key ${flags}`;
  if (state === "Disabled") return enable;
  if (state === "PendingDeletion") {
    return `take its deletion back: aws kms cancel-key-deletion ${flags}; then ${enable}`;
  }
  return `see why: aws kms describe-key ${flags}`;
}

/** A key of one Region has no configuration; that it can't be replicated, the configuration shows. */
function hasKeyIn({ multiRegionConfigurations: [related] }: GetKeyResult, region: string): boolean {
  if (related === undefined) return true;
  return [...related.primaryKeys, ...related.replicaKeys].some((one) => one.region === region);
}

function noReplica(region: string, keyArn: string, home: string): string {
  return `${region} has no replica of ${keyArn}, and AWS replicates Identity Center to Regions that have one alone; make it with the key's policy: aws kms replicate-key --region ${home} --key-id ${keyArn} --replica-region ${region} --policy file://key-policy.json (docs/regions-and-keys.md, step 3)`;
}
