import type { AccountSelectorInput } from "../../model/schema/accountSelector.ts";
import { unitNames } from "../../model/schema/unitPath.ts";
import type { AccountNames } from "./accountNames.ts";
import type { AccountFacts, Facts } from "./facts.ts";

/** What a selector means today: ids of accounts. */
interface Candidate {
  readonly selector: AccountSelectorInput;
  readonly accounts: ReadonlySet<string>;
}

/** How accounts of a line are written. */
export class Writer {
  readonly #names: AccountNames;
  readonly #managementAccount: string;
  readonly #all: Candidate;
  /** The ones with the most accounts first. */
  readonly #units: readonly Candidate[];
  readonly #tags: readonly Candidate[];
  readonly #folds: boolean;

  /** @param folds whether to write `all`, units and tags where they mean the same today */
  constructor(facts: Facts, names: AccountNames, folds: boolean) {
    const { managementAccount, units } = facts;
    const members = facts.accounts.filter(
      ({ id, state }) => state === "ACTIVE" && id !== managementAccount,
    );
    this.#names = names;
    this.#managementAccount = managementAccount;
    this.#folds = folds;
    this.#all = { selector: "all", accounts: new Set(members.map(({ id }) => id)) };
    this.#units = folds ? unitCandidates(members, units) : [];
    this.#tags = folds ? tagCandidates(members) : [];
  }

  /** @param accounts ids of active accounts */
  write(accounts: readonly string[]): AccountSelectorInput[] {
    const wanted = new Set(accounts);
    const management = wanted.delete(this.#managementAccount) ? [this.#managementAccount] : [];
    const folded = this.#folds && wanted.size > 1 ? this.#fold(wanted) : [];
    const rest = [...wanted].filter((id) => !folded.some((one) => one.accounts.has(id)));
    return [
      ...folded.map(({ selector }) => selector),
      ...[...rest.sort(), ...management].map((id) => this.#names.of(id)),
    ];
  }

  /** Selectors that mean none but these accounts: one that means all of them, or units of two accounts and more. */
  #fold(wanted: ReadonlySet<string>): Candidate[] {
    if (this.#names.hasAll && isSame(wanted, this.#all.accounts)) return [this.#all];
    const whole = [...this.#units, ...this.#tags].find(({ accounts }) => isSame(wanted, accounts));
    if (whole) return [whole];
    const chosen: Candidate[] = [];
    const covered = new Set<string>();
    for (const unit of this.#units) {
      if (unit.accounts.size < 2 || !isWithin(unit.accounts, wanted)) continue;
      if (isWithin(unit.accounts, covered)) continue;
      chosen.push(unit);
      for (const id of unit.accounts) covered.add(id);
    }
    return chosen;
  }
}

function unitCandidates(members: readonly AccountFacts[], units: readonly string[]): Candidate[] {
  // A name that holds a slash may read as two units.
  const readings = Map.groupBy(units, (unit) => unitNames(unit).join("/"));
  const isPlain = (unit: string) => {
    const reading = unitNames(unit).join("/");
    return reading === unit && readings.get(reading)?.length === 1;
  };
  const candidates = units.flatMap((unit): Candidate[] => {
    const direct = members.filter((one) => one.organizationalUnit === unit);
    const below = members.filter((one) => one.organizationalUnit.startsWith(`${unit}/`));
    const ou = isPlain(unit) ? unit : unitNames(unit);
    return [
      { selector: { ou }, accounts: idsOf([...direct, ...below]) },
      ...(below.length > 0 ? [{ selector: { ou, nested: false }, accounts: idsOf(direct) }] : []),
    ];
  });
  return candidates
    .filter(({ accounts }) => accounts.size > 0)
    .sort((one, other) => other.accounts.size - one.accounts.size);
}

function tagCandidates(members: readonly AccountFacts[]): Candidate[] {
  const pairs = new Map(
    members.flatMap(({ tags }) => Object.entries(tags).map((pair) => [JSON.stringify(pair), pair])),
  );
  return [...pairs.values()].sort().map(([key = "", value = ""]) => ({
    selector: { tag: { [key]: value } },
    accounts: idsOf(members.filter(({ tags }) => Object.hasOwn(tags, key) && tags[key] === value)),
  }));
}

function idsOf(accounts: readonly AccountFacts[]): Set<string> {
  return new Set(accounts.map(({ id }) => id));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && isWithin(one, other);
}

function isWithin(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].every((id) => other.has(id));
}
