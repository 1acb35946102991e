import { pathOf } from "../../model/problems/path.ts";
import { error, type Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { missing } from "../../model/transition/missing.ts";
import { noFacts } from "../../sandbox/organizationFacts.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { policyTypes } from "../../sandbox/world/initialFacts.ts";

/** What the configuration calls existing and the organization file doesn't have. */
export function missingExisting(
  configuration: Configuration,
  organization: OrganizationSnapshot,
): Problem[] {
  const { people, groups, permissionSets } = configuration;
  const { existing, deleted, complete } = organization;
  if (!complete) return [];
  const problems: Problem[] = [];
  const compare = <Entry extends { existing: boolean }>(
    section: "people" | "groups" | "permissionSets",
    entries: Readonly<Record<string, Entry>>,
    nameOf: (entry: Entry) => string,
    listed: readonly string[],
  ) => {
    const there = listed.filter((name) => !deleted[section].includes(name));
    // The identity store compares names without case, Identity Center those of permission sets with it.
    const form = (name: string) => (section === "permissionSets" ? name : name.toLowerCase());
    const known = new Set(there.map(form));
    for (const [key, entry] of Object.entries(entries)) {
      const name = nameOf(entry);
      if (!entry.existing || known.has(form(name))) continue;
      const path = pathOf(`access:${section}`, key);
      problems.push(missing(path, section, key, name, { assignments: [] }, there));
    }
  };
  const userNames = existing.people.map(({ userName }) => userName);
  compare("people", people, ({ userName }) => userName, userNames);
  const groupNames = existing.groups.map(({ name }) => name);
  compare("groups", groups, ({ displayName }) => displayName, groupNames);
  const setNames = existing.permissionSets.map(({ name }) => name);
  compare("permissionSets", permissionSets, ({ name }) => name, setNames);
  return [...problems, ...missingRecords(configuration, organization)];
}

/** What other sections expect of the organization, and in its management account in the home Region. */
function missingRecords(
  { alarms, detection: { enabled, config }, rootGuardrails }: Configuration,
  { managementAccount, identityCenter, facts = noFacts }: OrganizationSnapshot,
): Problem[] {
  if (identityCenter === "none") return [];
  const { region: home } = identityCenter;
  const has = (all: readonly { account: string; region: string }[] = []) =>
    all.some(({ account, region }) => account === managementAccount && region === home);
  const problems: Problem[] = [];
  const type = "SERVICE_CONTROL_POLICY";
  if (rootGuardrails.enabled && !policyTypes(facts).includes(type)) {
    const message = `the organization file doesn't say that service control policies are turned on; where AWS has them on, write policyTypes: [${type}] there, as npm run snapshot does; otherwise turn them on first: docs/guardrails.md`;
    problems.push(error("access:rootGuardrails", message));
  }
  const { logGroup } = alarms;
  const isNamed = alarms.enabled && logGroup !== undefined;
  if (isNamed && !has(facts.logGroups.filter(({ name }) => name === logGroup))) {
    const message = `the organization file has no log group "${logGroup}" in ${home}; where AWS has it, write it there: logGroups: [{ name: ${logGroup} }]`;
    problems.push(error("access:alarms.logGroup", message));
  }
  const isExpected = enabled && config.enabled && config.recorder === "existing";
  if (isExpected && !has(facts.recorders)) {
    const message = `the organization file has no recorder of AWS Config in the management account in ${home}; where there is one, write it there: recorders: [{ name: default }]; otherwise have one made: recorder: create`;
    problems.push(error("access:detection.config.recorder", message));
  }
  return problems;
}
