import { partitionOfRegion } from "../../model/schema/partition.ts";
import { unitNames, unitPath } from "../../model/schema/unitPath.ts";
import { noFacts } from "../organizationFacts.ts";
import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { deleteMeanwhile } from "./deletions.ts";
import { makeExisting } from "./existing.ts";
import { follow } from "./followed.ts";
import { hex, identityStoreId, instanceArn } from "./identifiers.ts";
import { factRows, policyTypes } from "./initialFacts.ts";
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
  follow(tx, state, rows);
  const instance = instanceOf(snapshot);
  if (instance) makeExisting(tx, snapshot, instance, isNew);
  if (!isNew) followTargets(tx, before);
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
