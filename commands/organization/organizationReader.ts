import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  DescribeOrganizationCommand,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
  paginateListTagsForResource,
} from "@aws-sdk/client-organizations";
import { unitNames, unitPath } from "../../model/schema/unitPath.ts";

/** The organization's accounts and tree, in the shape of the sandbox's organization files. */
export interface OrganizationSnapshot {
  managementAccount: string;
  accounts: AccountSnapshot[];
  organizationalUnits: string[];
}

export interface AccountSnapshot {
  id: string;
  name: string;
  organizationalUnit: string;
  state?: string;
  tags?: Record<string, string>;
}

/**
 * Reads accounts, organizational units and tags. Two calls for each organizational unit and one for each
 * account; the client's adaptive retries keep to AWS's pace.
 *
 * @param progress told what is being read, for a long organization
 */
export async function readOrganizationSnapshot(
  client: OrganizationsClient,
  progress: (message: string) => void,
): Promise<OrganizationSnapshot> {
  const { Organization } = await client.send(new DescribeOrganizationCommand({}));
  const tree = await readTree(client, progress);
  return {
    managementAccount: Organization?.MasterAccountId ?? "",
    accounts: tree.accounts.sort((one, other) => one.id.localeCompare(other.id)),
    organizationalUnits: tree.units.sort(),
  };
}

async function readTree(
  client: OrganizationsClient,
  progress: (message: string) => void,
): Promise<{ accounts: AccountSnapshot[]; units: string[] }> {
  const accounts: AccountSnapshot[] = [];
  const units: string[] = [];
  const queue: { id: string; path: string }[] = [];
  for await (const page of paginateListRoots({ client }, {})) {
    for (const root of page.Roots ?? []) queue.push({ id: root.Id ?? "", path: "" });
  }
  for (const { id: ParentId, path } of queue) {
    progress(`${path || "the root"} (${accounts.length} accounts so far)`);
    for await (const page of paginateListAccountsForParent({ client }, { ParentId })) {
      for (const account of page.Accounts ?? []) {
        const tags = await readTags(client, account.Id ?? "");
        const state = account.State ?? account.Status ?? "ACTIVE";
        accounts.push({
          id: account.Id ?? "",
          name: account.Name ?? "",
          organizationalUnit: path,
          ...(state === "ACTIVE" ? {} : { state }),
          ...(Object.keys(tags).length > 0 ? { tags } : {}),
        });
      }
    }
    for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId })) {
      for (const unit of page.OrganizationalUnits ?? []) {
        const below = unitPath([...unitNames(path), unit.Name ?? ""]);
        units.push(below);
        queue.push({ id: unit.Id ?? "", path: below });
      }
    }
  }
  return { accounts, units };
}

async function readTags(
  client: OrganizationsClient,
  ResourceId: string,
): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  for await (const page of paginateListTagsForResource({ client }, { ResourceId })) {
    for (const tag of page.Tags ?? []) tags[tag.Key ?? ""] = tag.Value ?? "";
  }
  return tags;
}
