import { ServiceError } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";

/** Words of terraform-provider-aws, internal/service/kms/key_data_source.go. */
export function getKey(world: World, { keyId }: { keyId: string }, region: string) {
  const { KeyMetadata } = describe(world, keyId, region);
  const { MultiRegionConfiguration: related } = KeyMetadata;
  const inRegion = (key: { Arn: string; Region: string }) => ({ arn: key.Arn, region: key.Region });
  return {
    ...{ id: KeyMetadata.KeyId, keyId, region, arn: KeyMetadata.Arn },
    ...{ awsAccountId: KeyMetadata.AWSAccountId, enabled: KeyMetadata.Enabled },
    ...{ keyState: KeyMetadata.KeyState, multiRegion: KeyMetadata.MultiRegion },
    multiRegionConfigurations: related
      ? [
          {
            multiRegionKeyType: related.MultiRegionKeyType,
            primaryKeys: [inRegion(related.PrimaryKey)],
            replicaKeys: related.ReplicaKeys.map(inRegion),
          },
        ]
      : [],
  };
}

function describe(world: World, KeyId: string, region: string) {
  try {
    return world.call("DescribeKey", { KeyId }, region);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== "NotFoundException") throw error;
    throw new Error(`reading KMS Key (${KeyId}): couldn't find resource`, { cause: error });
  }
}
