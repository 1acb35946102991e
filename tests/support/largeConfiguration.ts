import type { Account, Organization } from "../../model/access/organization.ts";

/** Sizes of a generated configuration; `entries` is how many access entries it means, at least. */
export interface Sizes {
  readonly people: number;
  readonly groups: number;
  readonly permissionSets: number;
  readonly accounts: number;
  readonly entries: number;
}

/** The largest organization that the model is meant to serve. */
export const largest: Sizes = {
  people: 10_000,
  groups: 500,
  permissionSets: 200,
  accounts: 500,
  entries: 100_000,
};

/** A valid configuration of a size, as it comes out of a stack file: the same sizes give the same one. */
export function largeConfiguration(sizes: Sizes): Record<string, unknown> {
  const people = numbered("person", sizes.people).map((key, index): [string, unknown] => [
    key,
    {
      userName: `${key}@example.com`,
      givenName: "Given",
      familyName: `Family ${index}`,
      email: `${key}@example.com`,
      title: "Engineer",
    },
  ]);
  const permissionSets = numbered("set", sizes.permissionSets).map(
    (key, index): [string, unknown] => [
      key,
      // The first one is the administrators'.
      index === 0
        ? { managedPolicies: ["AWSSSOMasterAccountAdministrator"] }
        : {
            sessionDuration: "PT8H",
            managedPolicies: ["job-function/ViewOnlyAccess", "SecurityAudit"],
          },
    ],
  );
  return {
    identityCenter: { region: "eu-west-1" },
    accounts: { management: accountId(0) },
    people: Object.fromEntries(people),
    permissionSets: Object.fromEntries(permissionSets),
    groups: Object.fromEntries(groups(sizes)),
  };
}

/** The organization that the configuration of the same sizes is about. */
export function largeOrganization(sizes: Sizes): Organization {
  const accounts = Array.from({ length: sizes.accounts }, (_, index): Account => {
    const organizationalUnit = index === 0 ? "" : unitOf(index);
    const tags = { env: index % 2 === 0 ? "dev" : "prod" };
    return {
      id: accountId(index),
      name: accountName(index),
      state: "ACTIVE",
      organizationalUnit,
      tags,
    };
  });
  const units = new Set(accounts.flatMap(({ organizationalUnit: unit }) => unit || []));
  return {
    managementAccountId: accountId(0),
    accounts,
    organizationalUnits: ["Workloads", ...units].sort(),
  };
}

function groups({ people, groups, permissionSets, accounts, entries }: Sizes): [string, unknown][] {
  const members = numbered("person", people);
  const sets = numbered("set", permissionSets);
  const reachable = accounts - 1;
  const perGroup = Math.ceil(entries / groups);
  return numbered("group", groups).map((key, index) => {
    const access: unknown[] = [];
    for (let missing = perGroup; missing > 0; missing -= reachable) {
      const permissionSet = sets[(index + access.length) % sets.length];
      access.push({
        permissionSet,
        accounts: accountsOf(index, Math.min(missing, reachable), reachable),
      });
    }
    const administrators =
      index === 0 ? [{ permissionSet: sets[0], accounts: ["management"] }] : [];
    return [
      key,
      {
        administrators: index === 0,
        members: members.filter((_, person) => person % groups === index % Math.max(1, people)),
        access: [...administrators, ...access],
      },
    ];
  });
}

/** Selectors of every kind; the names fill up to `count` accounts, the patterns lie among them. */
function accountsOf(group: number, count: number, reachable: number): unknown[] {
  if (count === reachable) return ["all"];
  const first = group % reachable;
  const names = Array.from({ length: count }, (_, index) =>
    accountName(1 + ((first + index) % reachable)),
  );
  const inUnit = { ou: unitOf(1 + first), name: accountName(1 + first) };
  return [...names, inUnit, { tag: { env: ["dev", "prod"] }, name: `${accountName(1 + first)}*` }];
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(6, "0")}`);
}

function accountId(index: number): string {
  return String(100_000_000_000 + index);
}

function accountName(index: number): string {
  return index === 0 ? "management-account" : `account-${String(index).padStart(6, "0")}`;
}

function unitOf(index: number): string {
  return `Workloads/Unit-${index % 20}`;
}
