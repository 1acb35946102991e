import * as pulumi from "@pulumi/pulumi";
import { keyPolicy } from "../components/keys/keyPolicy.ts";
import {
  type EncryptedInstance,
  type KeyStatement,
  keyRights,
} from "../components/keys/keyRights.ts";
import type { Home } from "./fromConfiguration.ts";
import { concealed } from "./secrets.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** What the key that encrypts Identity Center, and the roles that call it, must say: with the ids of this instance. */
interface KeyPolicies {
  /** Policy of the key, and of each replica. */
  readonly key: ReturnType<typeof keyPolicy>;
  /** Statements of roles that change something. */
  readonly administer: readonly KeyStatement[];
  /** Statements of roles that only read. */
  readonly read: readonly KeyStatement[];
}

/** Empty where Identity Center is encrypted with a key of AWS's: the SDK warns of outputs that are undefined. */
export function keyPolicies(
  { configuration, delegateId, isSecret }: WantedAccess,
  { center }: Home,
): pulumi.Output<KeyPolicies> | Record<string, never> {
  const { encryption } = configuration.identityCenter;
  if (encryption === undefined) return {};
  const { keyArn } = concealed(isSecret("identityCenter"), encryption);
  return pulumi
    .all([keyArn, center.instanceArn, center.identityStoreId, center.managementAccountId])
    .apply(([key, instanceArn, identityStoreId, managementAccountId]) => {
      const encrypted: EncryptedInstance = {
        keyArn: key,
        ...{ instanceArn, identityStoreId, managementAccountId },
      };
      const accounts = [managementAccountId, ...(delegateId === undefined ? [] : [delegateId])];
      return {
        key: keyPolicy(encrypted, accounts),
        administer: keyRights(encrypted, "administer"),
        read: keyRights(encrypted, "read"),
      };
    });
}
