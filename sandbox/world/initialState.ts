import { partitionOfRegion } from "../../model/schema/partition.ts";
import { unitNames, unitPath } from "../../model/schema/unitPath.ts";
import { noFacts } from "../organizationFacts.ts";
import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { deleteMeanwhile } from "./deletions.ts";
import { followed, isOwn } from "./followed.ts";
import { hex, identityStoreId, instanceArn, permissionSetArn, uuid } from "./identifiers.ts";
import { factRows, policyTypes } from "./initialFacts.ts";
import { emptyRole } from "./permissionSets.ts";
import { attachFullAccess, leaveNothing } from "./policyTargets.ts";
import type { State, TableName, Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";
import { unitIds } from "./unitIds.ts";

type Rows = { [T in TableName]?: Map<string, Tables[T]> };

/** Notes in `tx` whatever of the snapshot the state does not hold yet. */
export function seed(tx: Transaction, state: State, snapshot: OrganizationSnapshot): void {
  const isNew = state.keys("organization").length === 0;
  const before = holders(tx);
  const rows = { ...organizationRows(tx, snapshot), ...instanceRows(snapshot) };
  for (const table of followed) {
    const wanted = rows[table] ?? new Map<string, Tables[typeof table]>();
    for (const key of state.keys(table)) {
      if (!wanted.has(key) && !isOwn(tx, table, key)) tx.remove(table, key);
    }
    for (const [key, value] of wanted) {
      if (isOwn(tx, table, key)) continue;
      if (JSON.stringify(tx.get(table, key)) !== JSON.stringify(value)) tx.put(table, key, value);
    }
  }
  if (isNew) seedExisting(tx, snapshot);
  else followTargets(tx, before);
  deleteMeanwhile(tx, snapshot);
}

/** Ids of the units and accounts that policies are attached to. */
function holders(tx: Transaction): ReadonlySet<string> {
  const all = [...tx.rows("organizationalUnits"), ...tx.rows("accounts")];
  return new Set(all.map(({ id }) => id));
}

/** What the file has no more, and what it has anew, is to policies as if somebody had deleted or made it by a call. */
function followTargets(tx: Transaction, before: ReadonlySet<string>): void {
  const now = holders(tx);
  for (const id of before) if (!now.has(id)) leaveNothing(tx, id);
  for (const id of now) if (!before.has(id)) attachFullAccess(tx, id);
}

function organizationRows(tx: Transaction, snapshot: OrganizationSnapshot): Rows {
  const { quotas } = snapshot;
  const seedText = snapshot.managementAccount;
  const rootId = `r-${hex(`root ${seedText}`, 4)}`;
  const policies = snapshot.customerManagedPolicies.flatMap(({ name, path, accounts }) =>
    accounts.map((account) => ({ account, name, path })),
  );
  const units = new Map(
    [...unitIds(tx, snapshot, rootId)].map(([path, id]) => {
      const names = unitNames(path);
      const parent = unitPath(names.slice(0, -1));
      return [path, { id, path, name: names.at(-1) ?? "", parent }] as const;
    }),
  );
  const { facts } = snapshot;
  return {
    ...factRows(snapshot, { rootId, units }),
    organization: new Map([
      [
        "organization",
        {
          id: `o-${hex(`organization ${seedText}`, 10)}`,
          rootId,
          managementAccount: snapshot.managementAccount,
          callerAccount: snapshot.callerAccount,
          delegatedAdministrators: snapshot.delegatedAdministrators,
          trustedServices: trustedServices(snapshot),
          policyTypes: policyTypes(facts ?? noFacts),
          centralRootAccess: facts?.centralRootAccess ?? [],
          enabledRegions: facts?.enabledRegions ?? [],
          ...(facts?.callerPolicy === undefined ? {} : { callerPolicy: facts.callerPolicy }),
          awsManagedPolicies: snapshot.awsManagedPolicies,
          complete: snapshot.complete,
        },
      ],
    ]),
    accounts: new Map(
      snapshot.accounts.map((account) => [
        account.id,
        {
          id: account.id,
          name: account.name,
          email: account.email ?? `${account.id}@example.com`,
          state: account.state,
          organizationalUnit: account.organizationalUnit ?? "",
          tags: account.tags ?? {},
          policiesPerRole: (quotas.accounts[account.id] ?? quotas).policiesPerRole,
        },
      ]),
    ),
    organizationalUnits: units,
    customerManagedPolicies: new Map(
      policies.map((policy) => [`${policy.account}:${policy.path}${policy.name}`, policy]),
    ),
  };
}

/** Whoever turns on Identity Center for an organization trusts it. */
function trustedServices({ identityCenter, facts }: OrganizationSnapshot): string[] {
  const isOwn = identityCenter !== "none" && identityCenter.kind === "organization";
  return [...new Set([...(isOwn ? ["sso.amazonaws.com"] : []), ...(facts?.trustedServices ?? [])])];
}

function instanceRows(snapshot: OrganizationSnapshot): Rows {
  const instances = [instanceOf(snapshot), ...otherInstances(snapshot)];
  return { instances: new Map(instances.flatMap((one) => (one ? [[one.arn, one]] : []))) };
}

function instanceOf(snapshot: OrganizationSnapshot): Tables["instances"] | undefined {
  if (snapshot.identityCenter === "none") return undefined;
  const { region, kind, keyArn } = snapshot.identityCenter;
  const found = instance(region, kind, snapshot.managementAccount);
  return keyArn === undefined ? found : { ...found, keyArn };
}

function otherInstances(snapshot: OrganizationSnapshot): Tables["instances"][] {
  return snapshot.otherInstances.map(({ region }, index) =>
    instance(region, "account", `${snapshot.managementAccount} ${index}`),
  );
}

function instance(
  region: string,
  kind: "organization" | "account",
  seedText: string,
): Tables["instances"] {
  return {
    arn: instanceArn(partitionOfRegion(region), seedText),
    identityStoreId: identityStoreId(seedText),
    region,
    kind,
  };
}

function seedExisting(tx: Transaction, snapshot: OrganizationSnapshot): void {
  const instance = instanceOf(snapshot);
  if (!instance) return;
  const people = new Map<string, string>();
  for (const { userName, externalIds, ...names } of snapshot.existing.people) {
    const id = uuid(`user ${userName} ${tx.generation(`user ${userName}`)}`);
    people.set(userName, id);
    const { givenName, familyName, email } = names;
    tx.put("users", id, {
      id,
      userName,
      attributes: {
        DisplayName: [givenName, familyName].filter(Boolean).join(" ") || userName,
        Name: { GivenName: givenName ?? userName, FamilyName: familyName ?? userName },
        ...(email ? { Emails: [{ Value: email, Primary: true }] } : {}),
      },
      ...(externalIds ? { externalIds } : {}),
    });
  }
  for (const { name, members, externalIds } of snapshot.existing.groups) {
    const id = uuid(`group ${name} ${tx.generation(`group ${name}`)}`);
    tx.put("groups", id, {
      id,
      name,
      ...(externalIds ? { externalIds } : {}),
      ...(members ? {} : { membersUnknown: true }),
    });
    for (const member of members ?? []) {
      const userId = people.get(member) as string;
      const membership = uuid(`membership ${id} ${userId} 0`);
      tx.put("memberships", membership, { id: membership, groupId: id, userId });
    }
  }
  const { attributes } = snapshot;
  if (attributes) {
    tx.put("accessControlAttributes", instance.arn, {
      attributes: Object.entries(attributes).map(([Key, source]) => ({ Key, Source: [source] })),
    });
  }
  for (const { name, managedPolicies } of snapshot.existing.permissionSets) {
    const arn = permissionSetArn(
      instance.arn,
      `${name} ${tx.generation(`permission set ${name}`)}`,
    );
    tx.put("permissionSets", arn, {
      arn,
      instanceArn: instance.arn,
      name,
      createdDate: "2026-01-01T00:00:00.000Z",
      tags: {},
      content: { ...emptyRole, managedPolicies },
    });
  }
}
