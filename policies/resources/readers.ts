import type { Fact, Reader } from "./fact.ts";
import { iamReaders } from "./iam.ts";
import { iamCloudFormationReaders } from "./iamCloudFormation.ts";
import { identityCenterReaders } from "./identityCenter.ts";
import { organizationsReaders } from "./organizations.ts";
import type { Resource } from "./resource.ts";
import { resourcePolicyReaders } from "./resourcePolicies.ts";

const READERS: ReadonlyMap<string, Reader> = new Map(
  [
    iamReaders,
    iamCloudFormationReaders,
    identityCenterReaders,
    organizationsReaders,
    resourcePolicyReaders,
  ].flatMap((readers) => Object.entries(readers)),
);

/** Types that say something about IAM. */
export const READ_TYPES: readonly string[] = [...READERS.keys()];

/** What a resource says about IAM; nothing for most types. */
export function factsOf(resource: Resource): readonly Fact[] {
  return READERS.get(resource.type)?.(resource) ?? [];
}
