import { openSession } from "../../live/openSession.ts";
import { readInstanceDetails } from "../../live/readers/instance.ts";
import { type ClientSettings, Session } from "../../live/session.ts";
import { error, type Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { Deployed } from "../../model/transition/deployed.ts";

/** What is to be done, and where AWS is asked. */
interface Before {
  readonly stack: string;
  readonly region: string;
  /** Of the Identity Center in which the stack is, where its state or configuration tells. */
  readonly instanceArn?: string | undefined;
  readonly client?: ClientSettings;
}

/** Regions that the configuration names, and that the stack hasn't added. */
export function regionsToAdd(
  { identityCenter }: Configuration,
  { replicatedTo }: Pick<Deployed, "replicatedTo">,
): string[] {
  if (identityCenter.encryption === undefined) return [];
  return identityCenter.regions.filter((region) => !replicatedTo.has(region));
}

/**
 * Looks at AWS before anything is planned: whether Identity Center is encrypted by the key that further Regions need.
 * The program can't know it, since the provider has nothing that tells (terraform-provider-aws #49454); what isn't told
 * here either is left to the update.
 *
 * @param regions that are to be added
 */
export async function lookBefore(
  { identityCenter }: Configuration,
  regions: readonly string[],
  { stack, region, instanceArn = identityCenter.instanceArn, client = {} }: Before,
): Promise<Problem[]> {
  const wanted = identityCenter.encryption?.keyArn;
  const session = new Session({ region, client: { maxAttempts: 2, ...client } });
  try {
    const { instance } = await openSession(session);
    const read = await readInstanceDetails(session, instance.arn);
    if (!read.isRead) return [];
    // The credentials of this shell may be another organization's, where the update's come by aws:profile.
    if (instanceArn !== undefined && instance.arn !== instanceArn) return [];
    const { keyType, keyArn, encryptionStatus = "ENABLED" } = read.value;
    const isKnown = keyArn !== undefined || keyType === "AWS_OWNED_KMS_KEY";
    if (!isKnown || (keyArn === wanted && encryptionStatus === "ENABLED")) return [];
    const status = encryptionStatus === "ENABLED" ? "" : `, which is ${encryptionStatus}`;
    return [
      error(
        "access:identityCenter.regions",
        `AWS takes ${regions.join(", ")} once Identity Center is encrypted by ${wanted}, and it is encrypted by ${keyArn ?? "a key of AWS's"}${status}; take steps 3 to 5 of docs/regions-and-keys.md first (npx pulumi preview --stack ${stack} shows the key's policy among its outputs, keyPolicies), or leave regions out until then`,
      ),
    ];
  } catch {
    return [];
  } finally {
    session.close();
  }
}
