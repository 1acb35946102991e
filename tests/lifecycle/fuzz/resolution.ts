import type { Group } from "../acme.ts";
import { type Account, type Company, type Content, identityOf, MANAGEMENT } from "./company.ts";

/** A person's permission set in an account: sign-in name, the set's identity, account id. */
export type Triple = string;

/**
 * Who shall reach what, with which policies, by a reading of the configuration that has nothing of the program's: only
 * the selectors that these companies use.
 */
export function resolution(company: Company): Map<Triple, Content> {
  const { config } = company;
  const wanted = new Map<Triple, Content>();
  for (const [key, group] of Object.entries(config["access:groups"])) {
    const people = membersOf(company, key, group);
    for (const { permissionSet, accounts } of linesOf(company, group)) {
      const set = config["access:permissionSets"][permissionSet] as Record<string, unknown>;
      const name = (set.name ?? permissionSet) as string;
      const { identity, content } = set.existing
        ? (company.sets[name] as Company["sets"][string])
        : { identity: identityOf(set), content: set as Content };
      for (const person of people) {
        for (const account of accounts) wanted.set(`${person} ${identity} ${account}`, content);
      }
    }
  }
  return wanted;
}

/** Sign-in names of those in a group. */
export function membersOf(company: Company, key: string, group: Group): string[] {
  const people = company.config["access:people"];
  if (!group.existing) {
    return (group.members ?? []).map((one) => (people[one]?.userName as string) ?? one);
  }
  return company.members[(group.displayName as string) ?? key] ?? [];
}

/** Lines that haven't ended, with ids of accounts. */
export function linesOf(company: Company, { access }: Group) {
  const today = new Date().toISOString().slice(0, 10);
  return access.flatMap((line) => {
    if (line.until !== undefined && (line.until as string) < today) return [];
    const except = new Set(selected(company, line.except));
    const accounts = selected(company, line.accounts).filter((id) => !except.has(id));
    return [{ permissionSet: line.permissionSet as string, accounts }];
  });
}

export function selected({ accounts }: Company, selectors: unknown): string[] {
  const active = accounts.filter(({ state }) => state === "ACTIVE");
  const ids = ((selectors ?? []) as unknown[]).flatMap((one) => active.filter(meant(one)));
  return [...new Set(ids.map(({ id }) => id))];
}

function meant(selector: unknown): (account: Account) => boolean {
  return ({ id, name, organizationalUnit: unit, tags }) => {
    if (selector === "management") return id === MANAGEMENT;
    if (selector === name || selector === id) return true;
    if (id === MANAGEMENT) return false;
    if (selector === "all") return true;
    if (typeof selector !== "object" || selector === null) return false;
    const { ou, tag } = selector as { ou?: string; tag?: Record<string, string> };
    if (ou !== undefined) return unit === ou || unit.startsWith(`${ou}/`);
    return Object.entries(tag ?? {}).every(([key, value]) => tags[key] === value);
  };
}
