import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { AccountSelector } from "../schema/accountSelector.ts";
import type { EmergencyRole } from "../schema/emergency.ts";
import { writtenUnit } from "../schema/unitPath.ts";
import { idleExceptions } from "./idleExceptions.ts";
import type { Organization } from "./organization.ts";
import { type Selection, type Selectors, unitProblem } from "./select.ts";

/** Where a role for emergencies is. */
export interface EmergencyAccounts {
  readonly inManagementAccount: boolean;
  /** Paths of units, `""` for the root: StackSets bring the role to each of their accounts, new ones too. */
  readonly units: readonly string[];
  /** 12-digit ids of single member accounts, none of them below one of the units. */
  readonly accounts: readonly string[];
}

/**
 * The accounts of a role. A unit, or all, stays what it is: StackSets follow it. They can't follow what is left out of it,
 * nor names and tags: these are the accounts that there are now.
 *
 * @param path of the role
 */
export function emergencyAccounts(
  role: Pick<EmergencyRole, "accounts" | "except">,
  path: string,
  selectors: Selectors,
  organization: Organization,
): { accounts: EmergencyAccounts; problems: Problem[] } {
  const { managementAccountId: management, organizationalUnits = [] } = organization;
  const problems: Problem[] = [];
  const units: { path: string; at: string }[] = [];
  const named: { id: string; at: string; isNamed: boolean }[] = [];
  const given: Selection[] = [];
  role.accounts.forEach((selector, index) => {
    const at = pathOf(path, "accounts", index);
    const unit = role.except.length > 0 ? undefined : unitOf(selector);
    const problem =
      unit && "nested" in selector ? unitProblem(selector, organizationalUnits) : undefined;
    if (unit !== undefined && problem === undefined) {
      const repeated = units.some((other) => other.path === unit);
      if (repeated) problems.push(error(at, `${shown(unit)} is there already; remove it`));
      else units.push({ path: unit, at });
      return;
    }
    const selection = selectors.select(selector, at);
    problems.push(...selection.problems);
    given.push(selection);
    const isNamed = "account" in selector || "management" in selector;
    named.push(...selection.sure.map((id) => ({ id, at, isNamed })));
  });
  const left = role.except.map((selector, index) =>
    selectors.except(selector, pathOf(path, "except", index)),
  );
  const excepted = left.flatMap(({ sure }) => sure);
  problems.push(...left.flatMap((selection) => selection.problems));
  const covered = (place: string) =>
    units.find((unit) => unit.path !== place && isBelow(place, unit.path));
  for (const unit of units) {
    const above = covered(unit.path);
    if (!above) continue;
    problems.push(
      error(unit.at, `${shown(unit.path)} is below ${shown(above.path)} already; remove it`),
    );
  }
  const unitOfAccount = new Map(
    organization.accounts.map((account) => [account.id, account.organizationalUnit ?? ""]),
  );
  const accounts = new Set<string>();
  let inManagementAccount = false;
  for (const { id, at, isNamed } of named) {
    if (excepted.includes(id)) continue;
    const place = unitOfAccount.get(id) ?? "";
    const above = units.find((unit) => isBelow(place, unit.path));
    if (id === management) inManagementAccount = true;
    else if (!above) accounts.add(id);
    else if (isNamed) problems.push(error(at, `it is in ${shown(above.path)} already; remove it`));
  }
  const isNowhere = units.length === 0 && accounts.size === 0 && !inManagementAccount;
  if (isNowhere && problems.length === 0) {
    problems.push(error(pathOf(path, "except"), "leaves no account; the role would be nowhere"));
  }
  if (role.except.length > 0) {
    problems.push(...idleExceptions({ ...role, given, left, path }, selectors));
  }
  const found = { inManagementAccount, units: units.map((unit) => unit.path) };
  return { accounts: { ...found, accounts: [...accounts].sort() }, problems };
}

/** The unit that a selector means as it is, `""` for the root. */
function unitOf(selector: AccountSelector): string | undefined {
  if ("all" in selector) return "";
  if (!("nested" in selector)) return undefined;
  const { ou, nested, tag, name } = selector;
  return nested && tag === undefined && name === undefined ? ou : undefined;
}

function isBelow(place: string, unit: string): boolean {
  return unit === "" || place === unit || place.startsWith(`${unit}/`);
}

function shown(unit: string): string {
  return unit === "" ? "all" : writtenUnit(unit);
}
