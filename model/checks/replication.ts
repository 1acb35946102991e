import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { keyParts } from "../schema/encryption.ts";
import type { IdentityCenter } from "../schema/identityCenter.ts";
import { partitionOfRegion } from "../schema/partition.ts";

const SECTION = "access:identityCenter";
const PREREQUISITES =
  "https://docs.aws.amazon.com/singlesignon/latest/userguide/multi-region-iam-identity-center.html";

/**
 * What AWS would refuse of the key and of further Regions, as far as the configuration tells. Identity Center is
 * replicated where people come from an identity provider or from its own directory, but Active Directory (User Guide,
 * "Using IAM Identity Center across multiple AWS Regions"; for its own directory since 2026). Whether a Region is
 * enabled in the account, and has a replica of the key, only AWS knows.
 *
 * @param home home Region, where it is known
 */
export function replicationProblems(settings: IdentityCenter, home?: string): Problem[] {
  return [
    ...sourceProblems(settings),
    ...keyProblems(settings, home),
    ...regionProblems(settings, home),
  ];
}

/** Identity Center asks for MFA itself only where its own directory or Active Directory has the people. */
function sourceProblems({ identitySource, mfa }: IdentityCenter): Problem[] {
  if (identitySource === undefined || mfa === undefined) return [];
  const isAsked = mfa.mode === "identity-provider";
  if (isAsked === (identitySource === "identity-provider")) return [];
  // RADIUS, or nothing that the console shows.
  if (identitySource === "active-directory") return [];
  return [
    error(
      `${SECTION}.identitySource`,
      `is ${identitySource}, and mfa.mode is ${mfa.mode}: where an identity provider has the people, it alone asks for MFA (mfa.mode: identity-provider); look at Settings > Identity source and Settings > Authentication in the console, and correct the one that is wrong`,
    ),
  ];
}

function keyProblems({ encryption }: IdentityCenter, home?: string): Problem[] {
  if (encryption === undefined || home === undefined) return [];
  const { partition, region } = keyParts(encryption.keyArn);
  const here = partitionOfRegion(home);
  if (region === home && partition !== here) {
    return [
      error(
        `${SECTION}.encryption.keyArn`,
        `is an ARN of partition ${partition}, and ${home} is in ${here}: write arn:${here}:kms:…`,
      ),
    ];
  }
  if (region === home) return [];
  return [
    error(
      `${SECTION}.encryption.keyArn`,
      `is a key in ${region}, and Identity Center's home Region is ${home}: its key is there; write the ARN of that key, or of the replica there of a multi-Region key`,
    ),
  ];
}

/**
 * The key is in the account that has the instance (User Guide, "Implementing customer managed KMS keys"; AWS News Blog, October 2025).
 *
 * @param managementAccountId 12 digits
 */
export function keyAccountProblems(
  { encryption }: IdentityCenter,
  managementAccountId: string,
): Problem[] {
  if (encryption === undefined) return [];
  const { account } = keyParts(encryption.keyArn);
  if (account === managementAccountId) return [];
  return [
    error(
      `${SECTION}.encryption.keyArn`,
      `is a key of account ${account}, and Identity Center takes keys of its own account alone, the management account ${managementAccountId}: make one there, and write its ARN`,
    ),
  ];
}

function regionProblems(settings: IdentityCenter, home?: string): Problem[] {
  const { encryption, identitySource, regions } = settings;
  if (regions.length === 0) return [];
  const at = `${SECTION}.regions`;
  const found = regions.flatMap((region, index) => misplaced(region, pathOf(at, index), home));
  if (identitySource === undefined) {
    found.push(
      error(
        `${SECTION}.identitySource`,
        `is needed where regions are named, since no API tells it: AWS replicates Identity Center where people come from an identity provider or from its own directory; see Settings > Identity source in the console, and write identity-provider or identity-center-directory`,
      ),
    );
  }
  if (identitySource === "active-directory") {
    found.push(
      error(
        at,
        `${SECTION}.identitySource is active-directory, which AWS doesn't replicate to further Regions, only people of an identity provider or of Identity Center's own directory (${PREREQUISITES}): remove regions, or change the identity source first`,
      ),
    );
  }
  if (encryption === undefined || !keyParts(encryption.keyArn).isMultiRegion) {
    const seen =
      encryption === undefined ? "none is named" : `${encryption.keyArn} is a key of one Region`;
    found.push(
      error(
        at,
        `need a multi-Region customer managed key, and ${seen}: make one in the home Region, with a replica and its own key policy in each of these, let Identity Center use it, and write its ARN in ${SECTION}.encryption.keyArn (docs/regions-and-keys.md)`,
      ),
    );
  }
  return found;
}

function misplaced(region: string, path: string, home?: string): Problem[] {
  if (home === undefined) return [];
  if (region === home) {
    return [
      error(path, `${region} is the home Region, where Identity Center is already; remove it`),
    ];
  }
  const [here, there] = [partitionOfRegion(home), partitionOfRegion(region)];
  if (here === there) return [];
  return [
    error(
      path,
      `${region} is in partition ${there}, and the home Region ${home} in ${here}: Identity Center is replicated within a partition; name a Region of ${here}`,
    ),
  ];
}
