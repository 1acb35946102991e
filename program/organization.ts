import * as organizations from "@pulumi/aws/organizations/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { OrganizationNeeds } from "../model/access/needs.ts";
import type { Account, Organization } from "../model/access/organization.ts";
import { unitNames, unitPath } from "../model/schema/unitPath.ts";
import { inParallel } from "./inParallel.ts";

/** Reads the organization's accounts, and the tree and the tags only when they are needed. */
export async function readOrganization(
  needs: OrganizationNeeds,
  opts: pulumi.InvokeOptions = {},
): Promise<Organization> {
  const organization = await listOrganization(opts);
  const [root] = organization.roots;
  const tree = needs.tree && root ? await readTree(root.id, opts) : undefined;
  const accounts = await inParallel(organization.accounts, async (account): Promise<Account> => {
    const unit = tree?.unitOfAccount.get(account.id);
    const active = account.state === "ACTIVE";
    return {
      id: account.id,
      name: account.name,
      state: account.state,
      ...(unit === undefined ? {} : { organizationalUnit: unit }),
      ...(needs.tags && active ? { tags: await readTags(account.id, opts) } : {}),
    };
  });
  return {
    managementAccountId: organization.masterAccountId,
    accounts,
    trustedServices: organization.awsServiceAccessPrincipals,
    ...(tree ? { organizationalUnits: tree.units } : {}),
    ...(root
      ? {
          unitIds: new Map([["", root.id], ...(tree?.idOfUnit ?? [])]),
          policyTypes: root.policyTypes
            .filter(({ status }) => status === "ENABLED")
            .map(({ type }) => type),
        }
      : {}),
  };
}

async function listOrganization(
  opts: pulumi.InvokeOptions,
): Promise<organizations.GetOrganizationResult> {
  const organization = await organizations.getOrganization({}, opts).catch((error: unknown) => {
    if (!/AWSOrganizationsNotInUseException/.test(String(error))) throw error;
    throw new pulumi.RunError(
      "this account belongs to no organization, and Identity Center can assign access to accounts only in one; create an organization in AWS Organizations, then enable IAM Identity Center in its management account's console",
    );
  });
  if (organization.accounts.length === 0) {
    // Callers that are neither management account nor delegated administrator get no lists.
    throw new pulumi.RunError(
      `the list of accounts in organization ${organization.id} may not be read with these credentials; use those of the management account (${organization.masterAccountId}) or of the delegated administrator of Identity Center, once the management account has registered it`,
    );
  }
  return organization;
}

interface Tree {
  readonly units: string[];
  readonly unitOfAccount: Map<string, string>;
  readonly idOfUnit: Map<string, string>;
}

async function readTree(rootId: string, opts: pulumi.InvokeOptions): Promise<Tree> {
  const units: string[] = [];
  const unitOfAccount = new Map<string, string>();
  const idOfUnit = new Map<string, string>();
  let level = [{ id: rootId, path: "" }];
  while (level.length > 0) {
    const children = await inParallel(level, async ({ id, path }) => {
      const [{ accounts }, { children }] = await Promise.all([
        organizations.getOrganizationalUnitChildAccounts({ parentId: id }, opts),
        organizations.getOrganizationalUnits({ parentId: id }, opts),
      ]);
      for (const account of accounts) unitOfAccount.set(account.id, path);
      return children.map((unit) => ({
        id: unit.id,
        path: unitPath([...unitNames(path), unit.name]),
      }));
    });
    level = children.flat();
    units.push(...level.map((unit) => unit.path));
    for (const { path, id } of level) idOfUnit.set(path, id);
  }
  return { units: units.sort(), unitOfAccount, idOfUnit };
}

async function readTags(
  accountId: string,
  opts: pulumi.InvokeOptions,
): Promise<Readonly<Record<string, string>>> {
  const { tags } = await organizations.getResourceTags({ resourceId: accountId }, opts);
  return tags;
}
