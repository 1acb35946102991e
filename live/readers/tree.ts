import { unitNames, unitPath } from "../../model/schema/unitPath.ts";
import { inTurn } from "../inTurn.ts";
import { idOf, unlessGone } from "../liveError.ts";
import type { LiveAccount, LiveUnit, Tags } from "../liveOrganization.ts";
import { type NotRead, type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import { Steps } from "../progress.ts";
import type { Session } from "../session.ts";

export interface LiveTree {
  /** Types of the organization's policies that are turned on. */
  readonly policyTypes: Section<readonly string[]>;
  /** Parents before children. */
  readonly units: Section<readonly LiveUnit[]>;
  readonly accounts: Section<readonly LiveAccount[]>;
}

interface Parent {
  readonly id: string;
  readonly path: string;
}

/** An account without its tags, which are a call each. */
export type UntaggedAccount = Omit<LiveAccount, "tags">;

export interface UntaggedTree {
  readonly policyTypes: Section<readonly string[]>;
  /** Parents before children. */
  readonly units: Section<readonly LiveUnit[]>;
  readonly accounts: Section<readonly UntaggedAccount[]>;
}

/** Organizations throttles by operation; so many calls of one at once are let through in long runs. */
const AT_ONCE = 4;

/** Organizational units, and accounts with their tags. */
export async function readTree(session: Session): Promise<LiveTree> {
  const { accounts, ...tree } = await readUntaggedTree(session);
  if (!accounts.isRead) return { ...tree, accounts };
  return { ...tree, accounts: { isRead: true, value: await tagged(session, accounts.value) } };
}

/** Organizational units and accounts. */
export async function readUntaggedTree(session: Session): Promise<UntaggedTree> {
  const roots = await section(() => readRoots(session));
  if (!roots.isRead) return { policyTypes: roots, units: roots, accounts: roots };
  const { parents, policyTypes } = roots.value;
  const units: LiveUnit[] = [];
  const accounts: UntaggedAccount[] = [];
  let refused: { units?: NotRead; accounts?: NotRead } = {};
  for (const parent of parents) {
    session.report({
      what: parent.path || "the root",
      done: accounts.length,
      counted: "accounts",
    });
    if (!refused.accounts) {
      const found = await section(() => accountsOf(session, parent));
      if (found.isRead) accounts.push(...found.value);
      else refused = { ...refused, accounts: found };
    }
    const below = await section(() => unitsOf(session, parent));
    if (!below.isRead) {
      // What lies deeper isn't seen: neither units nor the accounts in them.
      refused = { accounts: below, ...refused, units: below };
      break;
    }
    units.push(...below.value);
    parents.push(...below.value);
  }
  return {
    policyTypes: { isRead: true, value: policyTypes },
    units: refused.units ?? { isRead: true, value: units },
    accounts: refused.accounts ?? { isRead: true, value: accounts },
  };
}

async function readRoots({
  organizations,
}: Session): Promise<{ parents: Parent[]; policyTypes: readonly string[] }> {
  const roots = await allPages(
    (NextToken) => organizations.listRoots({ NextToken }),
    ({ Roots }) => Roots,
  );
  return {
    parents: roots.map(({ Id }) => ({ id: idOf(Id, "id of a root"), path: "" })),
    policyTypes: roots
      .flatMap(({ PolicyTypes = [] }) => PolicyTypes)
      .flatMap(({ Type, Status }) => (Type !== undefined && Status === "ENABLED" ? [Type] : [])),
  };
}

async function accountsOf(
  { organizations }: Session,
  { id, path }: Parent,
): Promise<UntaggedAccount[]> {
  const accounts = await allPages(
    (NextToken) => organizations.listAccountsForParent({ ParentId: id, NextToken }),
    ({ Accounts }) => Accounts,
  );
  return accounts.map((account) => ({
    id: idOf(account.Id, "id of an account"),
    name: account.Name ?? "",
    email: account.Email,
    state: account.State ?? account.Status ?? "ACTIVE",
    parentId: id,
    organizationalUnit: path,
  }));
}

async function unitsOf({ organizations }: Session, { id, path }: Parent): Promise<LiveUnit[]> {
  const units = await allPages(
    (NextToken) => organizations.listOrganizationalUnitsForParent({ ParentId: id, NextToken }),
    ({ OrganizationalUnits }) => OrganizationalUnits,
  );
  return units.map((unit) => ({
    id: idOf(unit.Id, "id of an organizational unit"),
    name: unit.Name ?? "",
    path: unitPath([...unitNames(path), unit.Name ?? ""]),
    parentId: id,
  }));
}

async function tagged(
  session: Session,
  accounts: readonly UntaggedAccount[],
): Promise<LiveAccount[]> {
  const steps = new Steps(session.report, "tags of accounts", accounts.length);
  const all = await inTurn(accounts, AT_ONCE, async (account) => {
    const tags = await tagsOf(session, account.id);
    steps.step();
    return tags && { ...account, tags };
  });
  return all.filter((account) => account !== undefined);
}

/** Undefined for an account that left meanwhile. */
async function tagsOf(
  { organizations }: Session,
  ResourceId: string,
): Promise<Section<Tags> | undefined> {
  return await unlessGone(() =>
    section(async () => {
      const tags = await allPages(
        (NextToken) => organizations.listTagsForResource({ ResourceId, NextToken }),
        ({ Tags }) => Tags,
      );
      return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
    }),
  );
}
