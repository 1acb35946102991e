import { type Company, made, madeGroups } from "./company.ts";
import type { Edit } from "./edits.ts";
import type { Random } from "./random.ts";

export const peopleEdits = {
  "somebody comes": (company, random) => {
    const key = newPerson(company, random);
    for (const [, group] of random.some(madeGroups(company), 0, 2)) group.members?.push(key);
    return true;
  },
  "somebody comes and is made in the console as well": (company, random) => {
    const { config } = company;
    const key = `sam`;
    if (config["access:people"][key]) return false;
    config["access:people"][key] = { existing: true };
    for (const [, group] of random.some(madeGroups(company), 0, 2)) group.members?.push(key);
    return true;
  },
  "somebody leaves": (company, random) => {
    const key = random.pick(leavers(company));
    if (key === undefined) return false;
    leave(company, key);
    return true;
  },
  "somebody leaves and another comes": (company, random) => {
    const leaver = random.pick(leavers(company));
    if (leaver === undefined) return false;
    const groups = madeGroups(company).filter(([, { members }]) => members?.includes(leaver));
    leave(company, leaver);
    const key = newPerson(company, random);
    for (const [, group] of groups) group.members?.push(key);
    return true;
  },
  "somebody's key changes": (company, random) => {
    const people = company.config["access:people"];
    const [key, person] = random.pick(made(company, "people")) ?? [];
    if (key === undefined || person === undefined || person.aliases) return false;
    const next = `person${++company.made}`;
    delete people[key];
    people[next] = { userName: key, ...person, aliases: [key] };
    for (const [, group] of madeGroups(company)) {
      group.members = group.members?.map((one) => (one === key ? next : one)) ?? [];
    }
    return true;
  },
  "somebody joins": (company, random) => {
    const [, group] = random.pick(madeGroups(company)) ?? [];
    const others = Object.keys(company.config["access:people"]).filter(
      (key) => !group?.members?.includes(key),
    );
    const key = random.pick(others);
    if (key === undefined) return false;
    group?.members?.push(key);
    return true;
  },
  "somebody leaves a group": (company, random) => {
    const [, group] = random.pick(madeGroups(company)) ?? [];
    const { members = [], administrators } = group ?? {};
    if (!group || members.length <= (administrators ? 1 : 0)) return false;
    members.splice(random.below(members.length), 1);
    return true;
  },
  "somebody goes from one group to another": (company, random) => {
    const [from, to] = random.some(madeGroups(company), 2, 2).map(([, group]) => group);
    const { members = [], administrators } = from ?? {};
    if (!to || members.length <= (administrators ? 1 : 0)) return false;
    const [key = ""] = members.splice(random.below(members.length), 1);
    to.members = [...new Set([...(to.members ?? []), key])];
    return true;
  },
  "administrators follow each other": (company, random) => {
    const group = madeGroups(company).find(([, { administrators }]) => administrators)?.[1];
    const others = Object.keys(company.config["access:people"]);
    if (!group) return false;
    group.members = random.some(others, 1, 2);
    return true;
  },
  "somebody's title changes": (company, random) => {
    const [, person] = random.pick(made(company, "people")) ?? [];
    if (!person) return false;
    person.title = `Title ${random.below(100)}`;
    return true;
  },
} satisfies Readonly<Record<string, Edit>>;

/** Somebody with names, and perhaps an e-mail, that nobody else ever had. */
function newPerson(company: Company, random: Random): string {
  const number = ++company.made;
  const key = `person${number}`;
  company.config["access:people"][key] = {
    ...{ givenName: `Given${number}`, familyName: `Family${number}` },
    ...(random.chance(0.6) ? { email: `${key}@example.com` } : {}),
  };
  return key;
}

/** Who may go: not the last of the administrators. */
export function leavers(company: Company): string[] {
  return Object.keys(company.config["access:people"]).filter((key) =>
    madeGroups(company).every(
      ([, { administrators, members = [] }]) =>
        !administrators || members.some((one) => one !== key),
    ),
  );
}

export function leave(company: Company, key: string): void {
  const { [key]: person, ...others } = company.config["access:people"];
  company.config["access:people"] = others;
  for (const [, group] of madeGroups(company)) {
    group.members = group.members?.filter((one) => one !== key) ?? [];
  }
  if (!person || person.existing) return;
  for (const [name, members] of Object.entries(company.members)) {
    company.members[name] = members.filter((one) => one !== (person.userName ?? key));
  }
}
