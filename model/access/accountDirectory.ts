import { didYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { groupedAccountId } from "../schema/accountId.ts";
import type { Configuration } from "../schema/configuration.ts";
import { unitNames, writtenUnit } from "../schema/unitPath.ts";
import type { Account, Organization } from "./organization.ts";

/** What to tell the author of a name that no active account has. */
export interface NotFound {
  readonly problem: string;
  /** The account is there, and not active; or nobody read whether it is there. */
  readonly kind?: "closed" | "unjudged";
  /** The account that is there, and not active. */
  readonly closed?: Account;
}

/** Finds accounts by what people call them: short name, id, or name in the organization. */
export class AccountDirectory {
  readonly byId: ReadonlyMap<string, Account>;
  /** Short names, and what is wrong with them. */
  readonly problems: readonly Problem[];
  readonly #isPartial: boolean;
  readonly #byName = new Map<string, Account[]>();
  readonly #shortNames: ReadonlyMap<string, string>;

  /** Paths of organizational units, as far as they were read. */
  readonly #units: readonly string[];
  readonly #unread: ReadonlySet<string>;

  constructor(
    { accounts: shortNames, unread }: Pick<Configuration, "accounts" | "unread">,
    organization: Organization,
  ) {
    this.#unread = unread;
    this.#isPartial = organization.isPartial ?? false;
    this.#units = organization.organizationalUnits ?? [];
    this.byId = new Map(organization.accounts.map((account) => [account.id, account]));
    this.#shortNames = new Map(Object.entries(shortNames));
    for (const account of organization.accounts) {
      const namesakes = this.#byName.get(account.name);
      if (namesakes) namesakes.push(account);
      else this.#byName.set(account.name, [account]);
    }
    this.problems = [...this.#shortNames].flatMap(([name, id]) => {
      const problem = this.#shortNameProblem(name, id, organization.managementAccountId);
      return problem === undefined ? [] : [error(pathOf("access:accounts", name), problem)];
    });
  }

  /**
   * The one active account that is called so, or what to tell the author.
   *
   * @param wanted whether a selector such as `{ ou: Workloads }` may be written in place of the account
   */
  find(called: string, wanted: "account" | "selector" = "selector"): Account | NotFound {
    const id = this.#shortNames.get(called) ?? (/^\d{12}$/.test(called) ? called : undefined);
    if (id !== undefined) return this.#active(id, called);
    const namesakes = this.#byName.get(called) ?? [];
    const active = namesakes.filter((account) => account.state === "ACTIVE");
    const [account] = active;
    if (account && active.length === 1) return account;
    if (active.length > 1) {
      const ids = active.map((each) => `"${each.id}"`).join(", ");
      return {
        problem: `"${called}" is the name of ${active.length} accounts; write the id: ${ids}`,
      };
    }
    const [closed] = namesakes;
    if (closed) return notActive(called, closed);
    const advice = this.#meant(called, wanted === "selector");
    if (advice === undefined && this.#isPartial) return unlisted(`"${called}"`);
    const otherwise =
      wanted === "selector"
        ? "write a short name of access:accounts, an account's name, a 12-digit id, or { ou: … } for an organizational unit"
        : "write a short name of access:accounts, an account's name or a 12-digit id";
    return { problem: `no account is called "${called}"; ${advice ?? otherwise}` };
  }

  /** An active account other than this one that the organization calls so. */
  namesake(name: string, id: string | undefined): Account | undefined {
    const namesakes = this.#byName.get(name) ?? [];
    return namesakes.find((account) => account.id !== id && account.state === "ACTIVE");
  }

  /** A short name whose id is not in the organization, or that may stand in a section which can't be read, has its own problem, told once. */
  isMisdeclared(called: string): boolean {
    const id = this.#shortNames.get(called);
    if (id === undefined && this.#unread.has("accounts")) return !/^\d{12}$/.test(called);
    if (id === undefined && this.#unread.has(pathOf("accounts", called))) return true;
    return id !== undefined && !this.byId.has(id);
  }

  #active(id: string, called: string): Account | NotFound {
    const account = this.byId.get(id);
    if (!account) {
      if (this.#isPartial) return unlisted(id);
      const advice = "correct it, or remove it if the account has left";
      return { problem: `no account of the organization has the id ${id}; ${advice}` };
    }
    return account.state === "ACTIVE" ? account : notActive(called, account);
  }

  /** What its author may have meant by a name that no account has. */
  #meant(called: string, isSelector: boolean): string | undefined {
    const grouped = groupedAccountId(called);
    if (grouped) return grouped;
    const unit = isSelector ? this.#unitCalled(called) : undefined;
    if (unit !== undefined) return `did you mean { ou: ${unit} }?`;
    const words = isSelector ? ["all", "management"] : ["management"];
    const names = [...this.#shortNames.keys(), ...this.#byName.keys(), ...words];
    const meant = didYouMean(called, names, "");
    if (meant !== "; ") return meant.slice(2);
    if (/^\d+$/.test(called)) return "an account id has 12 digits, in quotes";
    if (!isSelector) return undefined;
    const [, key = "", value = ""] = /^(ou|tag|name)\s*[:=]\s*(.+)$/is.exec(called) ?? [];
    if (key !== "") return `write ${selectorFor(key.toLowerCase(), value)}`;
    if (/[*?]/.test(called)) return `for a pattern write { name: "${called}" }`;
    return called.includes("/") ? `for an organizational unit write { ou: ${called} }` : undefined;
  }

  /** The one unit of this name or path as a selector writes it, however its letters are written. */
  #unitCalled(called: string): string | undefined {
    const wanted = called.toLowerCase();
    const found = this.#units.filter((unit) => {
      const names = unitNames(unit);
      return [names.at(-1), names.join("/")].some((name) => name?.toLowerCase() === wanted);
    });
    const [only] = found;
    return only !== undefined && found.length === 1 ? writtenUnit(only) : undefined;
  }

  #shortNameProblem(name: string, id: string, managementAccountId: string): string | undefined {
    if (name === "management" && id !== managementAccountId) {
      return `"management" means the organization's management account, ${managementAccountId}, but is declared as ${id}; correct the id or choose another short name`;
    }
    if (!this.byId.has(id)) {
      return `no account of the organization has the id ${id}; correct it, or remove the short name if the account has left`;
    }
    const namesake = this.namesake(name, id);
    if (namesake) {
      return `is a short name of ${id}, but the organization calls account ${namesake.id} so; choose another short name`;
    }
    return undefined;
  }
}

/** What isn't among the accounts that the configuration names may be in the organization all the same. */
function unlisted(called: string): NotFound {
  const problem = `${called} is not in access:accounts, and can't be judged here, since the organization's accounts were not read; until they are, this grants nothing`;
  return { problem, kind: "unjudged" };
}

function notActive(called: string, account: Account): NotFound {
  const { id, state } = account;
  const problem = `account "${called}"${called === id ? "" : ` (${id})`} is ${state}; only ACTIVE accounts can be reached: remove it here`;
  return { problem, kind: "closed", closed: account };
}

/** The selector that somebody meant who wrote it as one text, such as `ou:Workloads` or `tag:env=dev`. */
function selectorFor(key: string, value: string): string {
  if (key !== "tag") return `{ ${key}: ${key === "name" ? JSON.stringify(value) : value} }`;
  const [tag = "", ...rest] = value.split(/\s*[:=]\s*/);
  return `{ tag: { ${tag}: ${rest.join("=") || "…"} } }`;
}
