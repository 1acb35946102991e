import type { Group } from "../acme.ts";
import { type Company, type Content, identityOf, made, madeGroups } from "./company.ts";
import type { Edit } from "./edits.ts";
import { newLine } from "./lineEdits.ts";
import { repairingPolicies } from "./policies.ts";
import type { Random } from "./random.ts";
import { membersOf } from "./resolution.ts";

export const groupEdits = {
  "a group comes": (company, random) => {
    const key = `group${++company.made}`;
    company.config["access:groups"][key] = {
      members: random.some(Object.keys(company.config["access:people"]), 0, 3),
      access: lines(company, random),
    };
    return true;
  },
  "a group goes": (company, random) => {
    const key = random.pick(plainGroups(company));
    if (key === undefined) return false;
    delete company.config["access:groups"][key];
    return true;
  },
  "a group's key changes": (company, random) => {
    const groups = company.config["access:groups"];
    const [key, group] = random.pick(madeGroups(company)) ?? [];
    if (key === undefined || !group || group.aliases) return false;
    const next = `group${++company.made}`;
    delete groups[key];
    groups[next] = {
      ...(random.chance(0.5) ? { displayName: key } : {}),
      ...group,
      aliases: [key],
    };
    return true;
  },
  "a group is taken apart": (company, random) => {
    const [key, group] =
      random.pick(madeGroups(company).filter(([, one]) => !one.administrators)) ?? [];
    if (key === undefined || !group) return false;
    const { members = [], access } = group;
    const half = Math.ceil(members.length / 2);
    company.config["access:groups"][`group${++company.made}`] = {
      members: members.slice(half),
      access: structuredClone(access),
    };
    group.members = members.slice(0, half);
    return true;
  },
  "another group administers": (company, random) => {
    const { config } = company;
    const old = madeGroups(company).find(([, { administrators }]) => administrators);
    if (!old) return false;
    const [key, group] = old;
    const next = `group${++company.made}`;
    const set = `set${company.made}`;
    config["access:permissionSets"][set] = {
      ...repairingPolicies(random),
      tags: { identity: set },
    };
    config["access:groups"][next] = {
      administrators: true,
      members: random.some(Object.keys(config["access:people"]), 1, 2),
      access: [{ permissionSet: set, accounts: ["management"] }],
    };
    delete group.administrators;
    const fate = random.below(3);
    if (fate === 0) delete config["access:groups"][key];
    if (fate === 1) group.access = lines(company, random);
    return true;
  },
  "administrators get another set": (company, random) => {
    const { config } = company;
    const group = madeGroups(company).find(([, { administrators }]) => administrators)?.[1];
    if (!group) return false;
    const set = `set${++company.made}`;
    config["access:permissionSets"][set] = {
      ...repairingPolicies(random),
      tags: { identity: set },
    };
    group.access = [{ permissionSet: set, accounts: ["management"] }];
    return true;
  },
  "something is handed over": (company, random) => {
    if (company.config["access:limits"]) return false;
    return random.pick([handOverPerson, handOverGroup, handOverSet])?.(company, random) ?? false;
  },
} satisfies Readonly<Record<string, Edit>>;

function lines(company: Company, random: Random): Group["access"] {
  const count = random.below(3);
  return Array.from({ length: count }, () => newLine(company, random)).filter(
    (line) => line !== undefined,
  );
}

/** Keys of groups that the stack makes, other than the administrators'. */
export function plainGroups(company: Company): string[] {
  return madeGroups(company).flatMap(([key, { administrators }]) => (administrators ? [] : [key]));
}

/** Only what an earlier update made: what isn't there yet can't be handed over. */
function isSettled(company: Company, key: string): boolean {
  return company.settled.includes(key);
}

const handOverPerson: Edit = (company, random) => {
  const [key, person] =
    random.pick(made(company, "people").filter(([one]) => isSettled(company, `people.${one}`))) ??
    [];
  if (key === undefined || !person) return false;
  const userName = (person.userName as string) ?? key;
  company.config["access:people"][key] = { existing: true, userName };
  company.handedOver.push(userName);
  company.config["access:limits"] = { handOver: [`people.${key}`] };
  return true;
};

const handOverGroup: Edit = (company, random) => {
  const settled = madeGroups(company).filter(
    ([key, { administrators }]) => !administrators && isSettled(company, `groups.${key}`),
  );
  const [key, group] = random.pick(settled) ?? [];
  if (key === undefined || !group) return false;
  const displayName = (group.displayName as string) ?? key;
  company.members[displayName] = membersOf(company, key, group);
  company.config["access:groups"][key] = { existing: true, displayName, access: group.access };
  company.config["access:limits"] = { handOver: [`groups.${key}`] };
  return true;
};

const handOverSet: Edit = (company, random) => {
  const settled = made(company, "permissionSets").filter(([one]) =>
    isSettled(company, `permissionSets.${one}`),
  );
  const [key, set] = random.pick(settled) ?? [];
  if (key === undefined || !set) return false;
  const name = (set.name as string) ?? key;
  company.sets[name] = { identity: identityOf(set), content: set as Content };
  company.config["access:permissionSets"][key] = { existing: true, name };
  company.config["access:limits"] = { handOver: [`permissionSets.${key}`] };
  return true;
};
