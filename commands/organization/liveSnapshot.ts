import type { LiveAccount, LiveOrganization } from "../../live/liveOrganization.ts";
import { needed } from "../../live/notRead.ts";
import { openSession } from "../../live/openSession.ts";
import { refuseMemberAccount } from "../../live/readers/caller.ts";
import { readInstanceDetails } from "../../live/readers/instance.ts";
import { type Names, readNames } from "../../live/readers/names.ts";
import { readTree } from "../../live/readers/tree.ts";
import type { Session } from "../../live/session.ts";
import { type InstanceKey, instanceKey, readFurtherRegions } from "./instanceKey.ts";

/** The organization's accounts and tree, in the shape of organization files. */
export interface OrganizationSnapshot {
  readonly managementAccount: string;
  readonly accounts: readonly AccountSnapshot[];
  readonly organizationalUnits: readonly string[];
  readonly policyTypes: readonly string[];
}

interface AccountSnapshot {
  readonly id: string;
  readonly name: string;
  readonly organizationalUnit: string;
  readonly state?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Snapshot {
  readonly organization: OrganizationSnapshot;
  readonly found: Names;
  /** Undefined where AWS's own key encrypts it; "unknown" where that may not be read. */
  readonly key: InstanceKey | undefined | "unknown";
}

/** What an organization file says of AWS: all that is read here is needed, but for the key. */
export async function readSnapshot(session: Session, wanted: Names): Promise<Snapshot> {
  const opened = await openSession(session);
  const { organization, instance } = opened;
  const tree = await readTree(session);
  await refuseMemberAccount(session, opened, tree);
  const found = await readNames(session, instance, wanted);
  const key = await readKey(session, instance.arn);
  const snapshot = organizationSnapshot({ organization, ...tree });
  return { organization: snapshot, found, key };
}

async function readKey(session: Session, arn: string): Promise<Snapshot["key"]> {
  const details = await readInstanceDetails(session, arn);
  if (!details.isRead) return "unknown";
  return instanceKey(details.value, await readFurtherRegions(session, arn, details));
}

/** Accounts and tree as they stand in an organization file. */
export function organizationSnapshot({
  organization,
  policyTypes,
  units,
  accounts,
}: Pick<
  LiveOrganization,
  "organization" | "policyTypes" | "units" | "accounts"
>): OrganizationSnapshot {
  return {
    managementAccount: needed(organization).managementAccount ?? "",
    accounts: needed(accounts)
      .map(accountSnapshot)
      .sort((one, other) => one.id.localeCompare(other.id)),
    organizationalUnits: needed(units)
      .map(({ path }) => path)
      .sort(),
    policyTypes: [...needed(policyTypes)].sort(),
  };
}

function accountSnapshot(account: LiveAccount): AccountSnapshot {
  const { id, name, organizationalUnit, state } = account;
  const tags = needed(account.tags);
  return {
    id,
    name,
    organizationalUnit,
    ...(state === "ACTIVE" ? {} : { state }),
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
  };
}
