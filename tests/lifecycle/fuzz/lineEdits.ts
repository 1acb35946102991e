import type { Group } from "../acme.ts";
import { type Company, UNITS } from "./company.ts";
import type { Edit } from "./edits.ts";
import type { Random } from "./random.ts";
import { selected } from "./resolution.ts";

type Line = Group["access"][number];

export const lineEdits = {
  "a line comes": (company, random) => {
    const group = random.pick(Object.values(company.config["access:groups"]));
    const line = newLine(company, random);
    if (!group || !line) return false;
    group.access.push(line);
    return true;
  },
  "a line goes": (company, random) => {
    const [group, line] = anyLine(company, random) ?? [];
    if (!group || !line) return false;
    group.access.splice(group.access.indexOf(line), 1);
    return true;
  },
  "a line is narrowed": (company, random) => {
    const [, line] = anyLine(company, random) ?? [];
    const accounts = selected(company, line?.accounts);
    const excepted = selected(company, line?.except);
    const left = accounts.filter((id) => !excepted.includes(id));
    if (!line || left.length < 2) return false;
    line.except = [...((line.except as unknown[]) ?? []), random.pick(left)];
    return true;
  },
  "a line reaches other accounts": (company, random) => {
    const [, line] = anyLine(company, random) ?? [];
    const accounts = selectors(company, random);
    if (!line || !accounts) return false;
    delete line.except;
    line.accounts = accounts;
    return true;
  },
  "a line gives another set": (company, random) => {
    const [, line] = anyLine(company, random) ?? [];
    const set = random.pick(Object.keys(company.config["access:permissionSets"]));
    if (!line || set === undefined) return false;
    line.permissionSet = set;
    return true;
  },
  "a line ends": (company, random) => {
    const [, line] = anyLine(company, random) ?? [];
    if (!line) return false;
    line.until = random.chance(0.7) ? "2026-01-31" : "2099-12-31";
    return true;
  },
  "a line goes on": (company, random) => {
    const ended = Object.values(company.config["access:groups"])
      .flatMap(({ access }) => access)
      .filter(({ until }) => until !== undefined);
    const line = random.pick(ended);
    if (!line) return false;
    delete line.until;
    return true;
  },
  "groups exchange their lines": (company, random) => {
    const groups = Object.values(company.config["access:groups"]).filter(
      ({ administrators }) => !administrators,
    );
    const [one, other] = random.some(groups, 2, 2);
    if (!one || !other) return false;
    [one.access, other.access] = [other.access, one.access];
    return true;
  },
} satisfies Readonly<Record<string, Edit>>;

export function newLine(company: Company, random: Random): Line | undefined {
  const set = random.pick(Object.keys(company.config["access:permissionSets"]));
  const accounts = selectors(company, random);
  return set === undefined || !accounts ? undefined : { permissionSet: set, accounts };
}

/** A line of a group, but not that which administrators need. */
function anyLine({ config }: Company, random: Random): [Group, Line] | undefined {
  const lines = Object.values(config["access:groups"]).flatMap((group) =>
    group.access.flatMap((line): [Group, Line][] => {
      const isNeeded = group.administrators && (line.accounts as unknown[]).includes("management");
      return isNeeded ? [] : [[group, line]];
    }),
  );
  return random.pick(lines);
}

function selectors(company: Company, random: Random): unknown[] | undefined {
  const active = company.accounts.filter(({ state }) => state === "ACTIVE");
  const names = random
    .some(active.slice(1), 1, 3)
    .map(({ id, name }) => (random.chance(0.2) ? id : name));
  const kinds: unknown[][] = [
    names,
    names,
    ["all"],
    [{ ou: random.pick(UNITS) }],
    [{ tag: { env: random.pick(["prod", "dev"]) } }],
    ["management"],
  ];
  const chosen = random.pick(kinds) ?? [];
  return selected(company, chosen).length > 0 ? chosen : undefined;
}

/** Drops lines that reach nothing, and selectors that mean nothing: they would be refused. */
export function tidied(company: Company): void {
  for (const group of Object.values(company.config["access:groups"])) {
    group.access = group.access.filter((line) => {
      const means = (one: unknown) => selected(company, [one]).length > 0;
      line.accounts = (line.accounts as unknown[]).filter(means);
      if (line.except) line.except = (line.except as unknown[]).filter(means);
      const excepted = new Set(selected(company, line.except));
      return selected(company, line.accounts).some((id) => !excepted.has(id));
    });
  }
}
