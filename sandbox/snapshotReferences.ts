import type { YamlSource } from "../model/files/yamlSource.ts";
import { orDidYouMean } from "../model/problems/didYouMean.ts";
import { unitNames, unitPath } from "../model/schema/unitPath.ts";
import { readFacts } from "./factsReferences.ts";
import type { OrganizationSnapshot } from "./organizationSnapshot.ts";
import type { SnapshotFile } from "./snapshotFile.ts";
import { type SnapshotProblem, snapshotError } from "./snapshotProblem.ts";

/**
 * An organization file whose parts name each other rightly, accounts by id.
 *
 * @throws Error with one line per problem; `source` is where `content` stands.
 */
export function checkReferences(content: SnapshotFile, source: YamlSource): OrganizationSnapshot {
  const found: SnapshotProblem[] = [];
  const ids = content.accounts.map(({ id }) => id);
  const names = content.accounts.map(({ name }) => name);
  const known = (id: string, ...steps: SnapshotProblem["steps"]) => {
    if (ids.includes(id)) return;
    found.push({ steps, message: `no account ${id} under accounts${orDidYouMean(id, ids)}` });
  };
  known(content.managementAccount, "managementAccount");
  if (content.callerAccount) known(content.callerAccount, "callerAccount");
  content.delegatedAdministrators.forEach((one, index) => {
    known(one.account, "delegatedAdministrators", index, "account");
  });
  ids.forEach((id, index) => {
    if (ids.indexOf(id) === index) return;
    found.push({ steps: ["accounts", index, "id"], message: `${id} is listed twice` });
  });
  // A unit that an account is in needn't be listed once more.
  const unitsOfAccounts = content.accounts.map(({ organizationalUnit: unit }) => unit ?? "");
  const units = withParents([...content.organizationalUnits, ...unitsOfAccounts]);
  const idsOf = (one: string, steps: SnapshotProblem["steps"], words: readonly string[] = []) => {
    const id = ids.includes(one) ? one : ids[names.indexOf(one)];
    if (id) return [id];
    found.push({ steps, message: `no account "${one}"${orDidYouMean(one, [...names, ...words])}` });
    return [];
  };
  const policies = content.customerManagedPolicies.map((policy, index) => ({
    ...policy,
    accounts: policy.accounts.flatMap((one, position) => {
      const steps = ["customerManagedPolicies", index, "accounts", position];
      return one === "all" ? ids : idsOf(one, steps, ["all"]);
    }),
  }));
  const quotas = Object.entries(content.quotas.accounts).flatMap(([one, quota]) =>
    idsOf(one, ["quotas", "accounts", one]).map((id) => [id, quota]),
  );
  const people = content.existing.people.map(({ userName }) => userName);
  content.existing.groups.forEach(({ members = [] }, index) => {
    members.forEach((member, position) => {
      if (people.includes(member)) return;
      found.push({
        steps: ["existing", "groups", index, "members", position],
        message: `no "${member}" under existing.people${orDidYouMean(member, people)}`,
      });
    });
  });
  const facts = readFacts(content, (...named) => idsOf(...named)[0], units, found);
  if (found.length > 0) throw snapshotError(source, found);
  return {
    ...content,
    facts,
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
