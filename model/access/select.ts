import { didYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { AccountPattern, AccountSelector } from "../schema/accountSelector.ts";
import { unitNames, writtenUnit } from "../schema/unitPath.ts";
import type { Unusable } from "../schema/usable.ts";
import type { AccountDirectory } from "./accountDirectory.ts";
import { matchesGlob } from "./glob.ts";
import type { Account, Organization } from "./organization.ts";

/** What a selector means: the accounts it surely selects, and those that can't be judged. */
export interface Selection {
  readonly sure: readonly string[];
  readonly unjudged: readonly string[];
  readonly problems: readonly Problem[];
}

/** Judges selectors against one organization. Only ACTIVE accounts are ever selected; others may be left out. */
export class Selectors {
  readonly #directory: AccountDirectory;
  readonly #organization: Organization;
  /** What patterns may mean: never the management account. */
  readonly #candidates: readonly Account[];

  constructor(directory: AccountDirectory, organization: Organization) {
    this.#directory = directory;
    this.#organization = organization;
    this.#candidates = organization.accounts.filter(
      ({ id, state }) => state === "ACTIVE" && id !== organization.managementAccountId,
    );
  }

  /** Whether only some of the organization's accounts were read. */
  get isPartial(): boolean {
    return this.#organization.isPartial ?? false;
  }

  isActive(id: string): boolean {
    return this.#directory.byId.get(id)?.state === "ACTIVE";
  }

  isManagement(id: string): boolean {
    return id === this.#organization.managementAccountId;
  }

  select(selector: AccountSelector | Unusable, path: string): Selection {
    if ("unusable" in selector) return { sure: [], unjudged: [], problems: [] };
    if ("all" in selector) return this.#all(path);
    if ("management" in selector) return this.#management(path);
    if ("account" in selector) return this.#named(selector.account, path);
    return this.#matching(selector, path);
  }

  /** The same for what is left out: an account that was closed since is out of everything anyhow. */
  except(selector: AccountSelector | Unusable, path: string): Selection {
    const closed = this.#closed(selector);
    if (closed.length === 0) return this.select(selector, path);
    const sure = closed.map(({ id }) => id);
    const why = outAnyhow(selector, closed);
    const problems =
      why === undefined ? [] : [{ ...warning(path, why), kind: "excepted" as const }];
    return { sure, unjudged: [], problems };
  }

  /** What a selector means where that is no active account. */
  #closed(selector: AccountSelector | Unusable): readonly Account[] {
    if ("account" in selector) {
      const found = this.#directory.find(selector.account);
      return "closed" in found && found.closed !== undefined ? [found.closed] : [];
    }
    if (!("nested" in selector)) return [];
    if (this.#candidates.some((account) => matches(account, selector) !== false)) return [];
    return this.#organization.accounts.filter(
      (account) => account.state !== "ACTIVE" && matches(account, selector) === true,
    );
  }

  #all(path: string): Selection {
    const namesake = this.#directory.namesake("all", undefined);
    if (namesake) return failed(path, ambiguous("all", "every account", namesake));
    const sure = this.#candidates.map((account) => account.id);
    if (sure.length > 0) return { sure, unjudged: [], problems: [] };
    if (this.#organization.isPartial) return unlisted(path, "all");
    return failed(
      path,
      "all matches no account: the organization has no active account beside the management account; write management if that one is meant",
    );
  }

  #management(path: string): Selection {
    const id = this.#organization.managementAccountId;
    const namesake = this.#directory.namesake("management", id);
    if (namesake) return failed(path, ambiguous("management", `account ${id}`, namesake));
    return this.#named(id, path);
  }

  #named(called: string, path: string): Selection {
    const found = this.#directory.find(called);
    if ("id" in found) return { sure: [found.id], unjudged: [], problems: [] };
    if (this.#directory.isMisdeclared(called)) return { sure: [], unjudged: [], problems: [] };
    const { problem, kind } = found;
    const told = kind === "unjudged" ? warning(path, problem) : error(path, problem);
    return { sure: [], unjudged: [], problems: [{ ...told, ...(kind && { kind }) }] };
  }

  #matching(pattern: AccountPattern, path: string): Selection {
    const units = this.#organization.organizationalUnits;
    const problem = units && unitProblem(pattern, units);
    if (problem !== undefined) return failed(pathOf(path, "ou"), problem);
    const sure: string[] = [];
    const unjudged: string[] = [];
    for (const account of this.#candidates) {
      const verdict = matches(account, pattern);
      if (verdict === true) sure.push(account.id);
      else if (verdict === undefined) unjudged.push(account.id);
    }
    if (unjudged.length > 0) {
      return {
        sure,
        unjudged,
        problems: [unread(pattern, unjudged, this.#candidates.length, path)],
      };
    }
    if (sure.length > 0) return { sure, unjudged, problems: [] };
    if (this.#organization.isPartial) return unlisted(path, describe(pattern));
    return failed(
      path,
      `${describe(pattern)} matches no active account (the management account is only meant where it is named); correct it or remove it`,
    );
  }
}

/** That there is no such unit, or that a name with a slash makes two units read alike: a line may not mean another unit than its author did. */
export function unitProblem(
  { ou, isExact }: Pick<AccountPattern, "ou" | "isExact">,
  units: readonly string[],
): string | undefined {
  if (!ou) return undefined;
  const alike = units.filter((unit) => unitNames(unit).join("/") === unitNames(ou).join("/"));
  if (!isExact && alike.length > 1) {
    const both = alike.map((unit) => `ou: ${listed(unit)}`).join(" or ");
    return `"${unitNames(ou).join("/")}" may be ${alike.length} organizational units, since the name of one holds a slash; write the list of names that is meant: ${both}`;
  }
  if (units.includes(ou)) return undefined;
  const [other] = alike;
  if (other !== undefined) {
    return `the organization has no organizational unit ${writtenUnit(ou)}, but one with a slash in a name; if it is meant, write ou: ${listed(other)}`;
  }
  const written = units.map(writtenUnit);
  const advice = `units are written by their path from the root, such as ${firstFew(written, 3) || "Workloads"}`;
  const name = unitNames(ou).join("/");
  return `the organization has no organizational unit "${name}"${didYouMean(name, written, advice)}`;
}

function listed(unit: string): string {
  return `[${unitNames(unit)
    .map((name) => JSON.stringify(name))
    .join(", ")}]`;
}

/** What to say of a selector that leaves out closed accounts alone: nothing of a unit for them, which is there for that. */
function outAnyhow(
  selector: AccountSelector | Unusable,
  closed: readonly Account[],
): string | undefined {
  const [first] = closed;
  if (first && "account" in selector) {
    const { id, state } = first;
    const called = selector.account === id ? id : `"${selector.account}" (${id})`;
    return `account ${called} is ${state}, so that nothing reaches it anyhow; remove it here: once it has left the organization this is refused`;
  }
  if (!("nested" in selector) || (selector.tag === undefined && selector.name === undefined)) {
    return undefined;
  }
  const ids = firstFew(closed.map(({ id }) => id));
  return `${describe(selector)} matches accounts that aren't active alone (${ids}), so that it leaves nothing out; correct it or remove it here`;
}

function ambiguous(word: string, meaning: string, { id }: Account): string {
  return `"${word}" means ${meaning} here, but the organization calls account ${id} so; rename that account, or write ids`;
}

/** True, false, or undefined where the facts were not read. A false key decides, whatever the others are. */
function matches(account: Account, { ou, nested, tag, name }: AccountPattern): boolean | undefined {
  if (name !== undefined && !matchesGlob(account.name, name)) return false;
  const inUnit = ou === undefined || isIn(account.organizationalUnit, ou, nested);
  if (inUnit === false) return false;
  const tagged = tag === undefined || hasTags(account, tag);
  return tagged === false ? false : inUnit && tagged;
}

function hasTags(
  { tags }: Account,
  wanted: NonNullable<AccountPattern["tag"]>,
): boolean | undefined {
  if (!tags) return undefined;
  return Object.entries(wanted).every(
    ([key, values]) => Object.hasOwn(tags, key) && [values].flat().includes(tags[key] ?? ""),
  );
}

function isIn(unit: string | undefined, ou: string, nested: boolean): boolean | undefined {
  if (unit === undefined) return undefined;
  if (unit === ou) return true;
  return nested && (ou === "" || unit.startsWith(`${ou}/`));
}

function unread(
  pattern: AccountPattern,
  unjudged: readonly string[],
  candidates: number,
  path: string,
): Problem {
  const facts = [
    ...("ou" in pattern ? ["organizational units"] : []),
    ...("tag" in pattern ? ["tags"] : []),
  ].join(" and ");
  const which = unjudged.length === candidates ? "" : ` of ${firstFew(unjudged)}`;
  return {
    severity: "warning",
    kind: "unjudged",
    path,
    message: `${describe(pattern)} can't be judged here, since the ${facts}${which} were not read; until they are, such accounts get nothing from this line`,
  };
}

/** That none of the accounts which the configuration names is meant says nothing of the others. */
function unlisted(path: string, selector: string): Selection {
  const message = `${selector} matches no account of access:accounts, and can't be judged here, since the organization's others were not read; until they are, this grants nothing`;
  return { sure: [], unjudged: [], problems: [{ ...warning(path, message), kind: "unjudged" }] };
}

/** The selector as it stands in the stack file. */
function describe({ ou, nested, tag, name }: AccountPattern): string {
  const parts = [
    ...(ou === undefined ? [] : [`ou: ${writtenUnit(ou)}`, ...(nested ? [] : ["nested: false"])]),
    ...(tag === undefined ? [] : [`tag: ${JSON.stringify(tag)}`]),
    ...(name === undefined ? [] : [`name: "${name}"`]),
  ];
  return `{ ${parts.join(", ")} }`;
}

function failed(path: string, message: string): Selection {
  return { sure: [], unjudged: [], problems: [error(path, message)] };
}
