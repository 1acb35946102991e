import type { Steps } from "../model/files/yamlSource.ts";
import { keyFacts } from "./keyReferences.ts";
import type { OrganizationFacts, OrganizationPolicy } from "./organizationFacts.ts";
import type { SnapshotFile } from "./snapshotFile.ts";
import type { SnapshotProblem } from "./snapshotProblem.ts";

/**
 * What an organization file says of root users, IAM and the other services, accounts by id.
 *
 * @param idOf the id of an account that is named there; undefined, and a problem, where there is none
 * @param units paths of all organizational units
 */
export function readFacts(
  content: SnapshotFile,
  idOf: (name: string, steps: Steps, words?: readonly string[]) => string | undefined,
  units: readonly string[],
  found: SnapshotProblem[],
): OrganizationFacts {
  const { managementAccount: management, identityCenter } = content;
  const home = identityCenter === "none" ? "us-east-1" : identityCenter.region;
  const idIn = (account: string | undefined, ...steps: Steps) =>
    account === undefined ? management : (idOf(account, steps) ?? management);
  const byAccount = <T>(key: string, values: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [idOf(name, [key, name]) ?? name, value]),
    );
  const rootUsers = Object.entries(byAccount("rootUsers", content.rootUsers)).map(
    ([id, { password = id === management, ...root }]) => [id, { ...root, password }] as const,
  );
  const targetOf = (target: string, steps: Steps): OrganizationPolicy["targets"] => {
    if (target === "root") return [{ kind: "unit", name: "" }];
    if (units.includes(target)) return [{ kind: "unit", name: target }];
    const id = idOf(target, steps, ["root", ...units]);
    return id === undefined ? [] : [{ kind: "account", name: id }];
  };
  const policies = content.policies.map(({ content: document, targets, ...policy }, index) => ({
    ...policy,
    content: typeof document === "string" ? document : JSON.stringify(document),
    targets: targets.flatMap((one, at) => targetOf(one, ["policies", index, "targets", at])),
  }));
  refuseTwice(
    content.iamUsers.map(({ account = "", name }) => `${account} ${name}`),
    "iamUsers",
  );
  refuseTwice(
    content.recorders.map(({ account = "", region = home }) => `${account} ${region}`),
    "recorders",
    "a second recorder of an account and Region, which has one",
  );
  return {
    trustedServices: content.trustedServices,
    policyTypes: content.policyTypes,
    policies,
    centralRootAccess: content.centralRootAccess,
    rootUsers: Object.fromEntries(rootUsers),
    iamUsers: content.iamUsers.map((user, index) => ({
      ...user,
      account: idIn(user.account, "iamUsers", index, "account"),
    })),
    passwordPolicies: byAccount("passwordPolicies", content.passwordPolicies),
    trails: content.trails.map((trail, index) => ({
      ...trail,
      account: idIn(trail.account, "trails", index, "account"),
      region: trail.region ?? home,
    })),
    analyzers: content.analyzers.map((analyzer, index) => ({
      ...analyzer,
      account: idIn(analyzer.account, "analyzers", index, "account"),
      region: analyzer.region ?? home,
    })),
    logGroups: content.logGroups.map((group, index) => ({
      ...group,
      account: idIn(group.account, "logGroups", index, "account"),
      region: group.region ?? home,
    })),
    recorders: content.recorders.map((recorder, index) => ({
      ...recorder,
      account: idIn(recorder.account, "recorders", index, "account"),
      region: recorder.region ?? home,
    })),
    contacts: byAccount("contacts", content.contacts),
    ...keyFacts(content, found),
    enabledRegions: content.enabledRegions,
    applications: content.applications,
  };

  function refuseTwice(names: readonly string[], key: string, message?: string): void {
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      const said = message ?? `${name.trim()} is listed twice`;
      found.push({ steps: message ? [key, index] : [key, index, "name"], message: said });
    });
  }
}
