import type { Access } from "../../access/access.ts";
import { pathOf } from "../../problems/path.ts";
import { firstFew } from "../../problems/seen.ts";
import { nounOf } from "../deployed.ts";
import type { Detour, Exposure, Halt } from "./detour.ts";

/** Why something waits, in words, and where it is in the stack file. */
export interface Reason {
  /** Such as `access:groups.engineers.members`. */
  readonly path: string;
  readonly text: string;
}

const HALTS: Readonly<Record<Halt, string>> = {
  steps:
    "in more than one update: whatever one update changes first of its policies, inline policy and boundary, what it allows in between isn't known to be within the old or the new",
  interruption:
    "in more than one update, and in between it may allow less than before and afterwards, or nothing: its policies and what limits them change together, and in no other way is it sure never to allow more; give who can't do without it another permission set meanwhile",
  holders: "later: who loses it has it until the end of an update, and would have what it becomes",
  administrators: "later: administrators need it as it is until others have taken over",
  closed:
    "later: it is still assigned where AWS can't bring the change, in an account that is closed or suspended",
  registered:
    "later: it is assigned in the account of the delegated administrator, which is deregistered only at the end of an update: who has it there would administer by what it becomes",
};

/** Why an update leaves something for a later one: what is alike is said once. */
export function reasonsOf(detours: readonly Detour[], accounts: Access["accounts"]): Reason[] {
  const groups = Map.groupBy(detours, alike);
  return [...groups.values()].map((some) => reasonOf(some as [Detour, ...Detour[]], accounts));
}

/** Detours that differ in people or accounts only are told together. */
function alike(detour: Detour): string {
  const { kind } = detour;
  if (kind === "join" || kind === "stay") return JSON.stringify([kind, detour.group]);
  if (kind === "assign" || kind === "keep") {
    return JSON.stringify([kind, detour.group, detour.permissionSet]);
  }
  if (kind === "stopgap") return JSON.stringify([kind, detour.stopgap]);
  if (kind === "policies") return JSON.stringify([kind, detour.permissionSet]);
  if (kind === "register") return JSON.stringify([kind, detour.account]);
  return JSON.stringify([kind, detour.section, detour.key]);
}

function reasonOf(some: readonly [Detour, ...Detour[]], accounts: Access["accounts"]): Reason {
  const [first] = some;
  const name = (id: string) => accounts.get(id)?.name ?? id;
  switch (first.kind) {
    case "join": {
      const people = firstFew(some.map((one) => personOf(one)));
      return {
        path: pathOf("access:groups", first.group, "members"),
        text: `${people} ${some.length === 1 ? "joins" : "join"} ${first.group} later: ${exposed(first.exposure, name, "through what the group loses or has only until its permission sets are narrowed")}`,
      };
    }
    case "assign": {
      const where = firstFew(some.map((one) => ("account" in one ? name(one.account) : "")));
      return {
        path: pathOf("access:groups", first.group, "access"),
        text: `${first.group} gets ${first.permissionSet} in ${where} later: ${exposed(first.exposure, name, "since members leave, and permission sets lose a boundary or an inline policy, only at the end of an update")}`,
      };
    }
    case "stay":
      return {
        path: pathOf("access:groups", first.group, "members"),
        text: `${firstFew(some.map((one) => personOf(one)))} leaves ${first.group} later, to have all the time what stays`,
      };
    case "keep": {
      const where = firstFew(some.map((one) => ("account" in one ? name(one.account) : "")));
      return {
        path: pathOf("access:groups", first.group, "access"),
        text: `${first.group} loses ${first.permissionSet} in ${where} later, so that who keeps it has it all the time`,
      };
    }
    case "stopgap": {
      const all = some.flatMap((one) => (one.kind === "stopgap" ? [one] : []));
      const who = firstFew([...new Set(all.map((one) => personOf(one)))]);
      const what = [...new Set(all.map((one) => `${one.permissionSet} in ${name(one.account)}`))];
      return {
        path: pathOf("access:groups", first.group),
        text: `${who} ${all.length === 1 ? "has" : "have"} ${firstFew(what)} through a group of its own in between, ${first.stopgap}: ${first.group} can give it only in a later update`,
      };
    }
    case "register": {
      const all = some.flatMap((one) => (one.kind === "register" ? [one] : []));
      const people = firstFew([...new Set(all.map((one) => personOf(one)))]);
      const sets = firstFew([...new Set(all.map((one) => one.permissionSet))]);
      return {
        path: pathOf("access:delegatedAdministration", "account"),
        text: `${name(first.account)} is registered as delegated administrator later: ${people} would administer Identity Center through what ${sets} gives there until the end of the update, and for good if its removal fails`,
      };
    }
    case "policies":
      return {
        path: pathOf("access:permissionSets", first.permissionSet),
        text: `${first.permissionSet} changes ${HALTS[first.why]}${where(first.accounts, accounts)}`,
      };
    case "name": {
      const { section, key, name: wanted, holder, meanwhile } = first;
      const attribute = { people: "email", groups: "displayName", permissionSets: "name" }[section];
      const until =
        meanwhile !== undefined
          ? `is called "${meanwhile}" in between`
          : first.now === undefined
            ? "has no e-mail in between"
            : "keeps its own until then";
      return {
        path: pathOf(`access:${section}`, key, attribute),
        text: `"${wanted}" is ${holder === key ? "but for its letters" : "still"} that of the ${nounOf[section]} ${holder}; ${key} ${until}`,
      };
    }
  }
}

/** Accounts in brackets, by id and name. */
function where(ids: readonly string[] = [], accounts: Access["accounts"]): string {
  const names = ids.map((id) => `${id} (${accounts.get(id)?.name ?? "unknown"})`);
  return names.length === 0 ? "" : `: ${firstFew(names)}`;
}

function personOf(detour: Detour): string {
  return "person" in detour ? who(detour.person) : "";
}

/** A person, or whoever is in a group that is made elsewhere. */
export function who(person: string): string {
  return person.startsWith("*") ? `whoever is in ${person.slice(1)}` : person;
}

/** @param why what it is otherwise, where it isn't that the account administers Identity Center */
function exposed(exposure: Exposure, name: (id: string) => string, why: string): string {
  const { person, permissionSet, account, withOtherPolicies, whileRegistered } = exposure;
  const what = `${permissionSet} in ${name(account)}`;
  if (whileRegistered) {
    return `${who(person)} would have ${what} while that account is still the delegated administrator: it is deregistered only at the end of an update`;
  }
  return withOtherPolicies
    ? `${who(person)} would have ${what} for seconds with more than it allows before or afterwards, ${why}`
    : `${who(person)} would have ${what} for seconds, ${why}`;
}
