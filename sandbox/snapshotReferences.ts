import { unitNames, unitPath } from "../model/unitPath.ts";
import type { OrganizationSnapshot } from "./snapshot.ts";
import type { SnapshotFile } from "./snapshotFile.ts";
import { nearest } from "./suggestion.ts";

/**
 * An organization file whose parts name each other rightly, accounts by id.
 *
 * @throws Error with one line per problem; `source` names the file.
 */
export function checkReferences(content: SnapshotFile, source: string): OrganizationSnapshot {
  const found: string[] = [];
  const ids = content.accounts.map(({ id }) => id);
  const names = content.accounts.map(({ name }) => name);
  const known = (id: string, path: string) => {
    if (!ids.includes(id))
      found.push(`${path}: no account ${id} under accounts${nearest(id, ids)}`);
  };
  known(content.managementAccount, "managementAccount");
  if (content.callerAccount) known(content.callerAccount, "callerAccount");
  content.delegatedAdministrators.forEach((one, index) => {
    known(one.account, `delegatedAdministrators[${index}].account`);
  });
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index) found.push(`accounts[${index}].id: ${id} is listed twice`);
  });
  // A unit that an account is in needn't be listed once more.
  const unitsOfAccounts = content.accounts.map(({ organizationalUnit: unit }) => unit ?? "");
  const units = withParents([...content.organizationalUnits, ...unitsOfAccounts]);
  const idsOf = (one: string, path: string, words: readonly string[] = []) => {
    const id = ids.includes(one) ? one : ids[names.indexOf(one)];
    if (id) return [id];
    found.push(`${path}: no account "${one}"${nearest(one, [...names, ...words])}`);
    return [];
  };
  const policies = content.customerManagedPolicies.map((policy, index) => ({
    ...policy,
    accounts: policy.accounts.flatMap((one, position) => {
      const path = `customerManagedPolicies[${index}].accounts[${position}]`;
      return one === "all" ? ids : idsOf(one, path, ["all"]);
    }),
  }));
  const quotas = Object.entries(content.quotas.accounts).flatMap(([one, quota]) =>
    idsOf(one, `quotas.accounts.${one}`).map((id) => [id, quota]),
  );
  const people = content.existing.people.map(({ userName }) => userName);
  content.existing.groups.forEach(({ members = [] }, index) => {
    for (const member of members) {
      if (people.includes(member)) continue;
      const path = `existing.groups[${index}].members`;
      found.push(`${path}: no "${member}" under existing.people${nearest(member, people)}`);
    }
  });
  if (found.length > 0) throw problems(source, found);
  return {
    ...content,
    accounts: content.accounts as OrganizationSnapshot["accounts"],
    callerAccount: content.callerAccount ?? content.managementAccount,
    organizationalUnits: units,
    quotas: { ...content.quotas, accounts: Object.fromEntries(quotas) },
    customerManagedPolicies: policies,
  };
}

/** Each path after its parents. */
function withParents(paths: readonly string[]): string[] {
  const all = new Set<string>();
  for (const path of paths) {
    const names = unitNames(path);
    names.forEach((_, index) => {
      all.add(unitPath(names.slice(0, index + 1)));
    });
  }
  return [...all];
}

export function problems(source: string, lines: readonly string[]): Error {
  return new Error(lines.map((line) => `${source}: ${line}`).join("\n"));
}
