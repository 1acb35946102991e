import type { InstanceMetadata, SSOAdmin } from "@aws-sdk/client-sso-admin";
import { inTurn } from "../inTurn.ts";
import { idOf, LiveError } from "../liveError.ts";
import type { InstanceDetails, OrganizationFacts } from "../liveOrganization.ts";
import { needed, type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import { regionsBeside } from "../regions.ts";
import type { Session } from "../session.ts";

export interface FoundInstance {
  readonly arn: string;
  readonly identityStoreId: string;
}

/**
 * The organization's instance of Identity Center in the session's Region.
 * @throws LiveError where there is none, or none that manages access to accounts; it says where one is, if it can be found
 */
export async function findInstance(
  session: Session,
  organization: Section<OrganizationFacts>,
): Promise<FoundInstance> {
  const instances = needed(await section(() => listInstances(session.ssoAdmin)));
  const management = organization.isRead ? organization.value.managementAccount : undefined;
  const isOwn = ({ OwnerAccountId: owner }: InstanceMetadata) =>
    owner === undefined || management === undefined || owner === management;
  const instance = instances.find(isOwn);
  if (instance) return ready(instance);
  const elsewhere = await regionsWith(session, isOwn);
  throw new LiveError(`${seen(instances)}${advice(elsewhere)}`);
}

async function listInstances(client: SSOAdmin): Promise<InstanceMetadata[]> {
  return await allPages(
    (NextToken) => client.listInstances({ NextToken }),
    ({ Instances }) => Instances,
  );
}

function ready(instance: InstanceMetadata): FoundInstance {
  const { InstanceArn, IdentityStoreId, Status = "ACTIVE", StatusReason } = instance;
  const arn = idOf(InstanceArn, "ARN of an instance");
  if (Status === "ACTIVE") return { arn, identityStoreId: idOf(IdentityStoreId, "identity store") };
  const why = StatusReason === undefined ? "" : ` (${StatusReason})`;
  throw new LiveError(
    `the IAM Identity Center instance ${arn} is ${Status}${why}, and can't be read before it is ACTIVE: try again later`,
  );
}

function seen([first]: readonly InstanceMetadata[]): string {
  if (first === undefined) return "there is no IAM Identity Center instance in this Region";
  return `the IAM Identity Center instance in this Region, ${first.InstanceArn}, is an account instance of ${first.OwnerAccountId}: it has no permission sets and assignments`;
}

function advice(found: readonly string[]): string {
  const [region] = found;
  if (region !== undefined) return `; the organization's is in ${region}: give --region ${region}`;
  return "; give the home Region with --region, or enable Identity Center for the organization first: docs/getting-started.md";
}

/** Regions that may not be asked, such as those that aren't enabled, don't count. */
async function regionsWith(
  session: Session,
  isWanted: (instance: InstanceMetadata) => boolean,
): Promise<string[]> {
  session.report({ what: "other Regions", done: 0 });
  const found = await inTurn(regionsBeside(session.region), 8, async (region) => {
    const client = session.ssoAdminIn(region, { maxAttempts: 1 });
    try {
      return (await listInstances(client)).some(isWanted) ? [region] : [];
    } catch {
      return [];
    } finally {
      client.destroy();
    }
  });
  return found.flat();
}

/** What AWS says of the instance itself. */
export async function readInstanceDetails(
  { ssoAdmin }: Session,
  InstanceArn: string,
): Promise<Section<InstanceDetails>> {
  return await section(async () => {
    const found = await ssoAdmin.describeInstance({ InstanceArn });
    const encryption = found.EncryptionConfigurationDetails;
    return {
      status: found.Status,
      statusReason: found.StatusReason,
      ownerAccount: found.OwnerAccountId,
      homeRegion: found.PrimaryRegion,
      permissionSetsEnabled: found.PermissionSetsEnabled,
      keyType: encryption?.KeyType,
      keyArn: encryption?.KmsKeyArn,
      encryptionStatus: encryption?.EncryptionStatus,
      encryptionStatusReason: encryption?.EncryptionStatusReason,
    };
  });
}
