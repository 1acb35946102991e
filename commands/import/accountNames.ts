import { AccountDirectory } from "../../model/access/accountDirectory.ts";
import { pathOf } from "../../model/problems/path.ts";
import type { Facts } from "./facts.ts";

/** How accounts are written: by name, or by id where the name may mean something else. */
export class AccountNames {
  /** Whether `all` means every account, and no account is called so. */
  readonly hasAll: boolean;
  readonly #names = new Map<string, string>();

  /** @param shortNames of access:accounts, which the stack file has already */
  constructor(
    { accounts, managementAccount }: Facts,
    shortNames: Readonly<Record<string, string>> = {},
  ) {
    const directory = new AccountDirectory(
      { accounts: shortNames, unread: new Set() },
      { managementAccountId: managementAccount, accounts },
    );
    for (const { id, name } of accounts) {
      const found = isName(name) ? directory.find(name) : undefined;
      if (found && "id" in found && found.id === id) this.#names.set(id, name);
    }
    const wrong = new Set(directory.problems.map(({ path }) => path));
    for (const [name, id] of Object.entries(shortNames)) {
      if (!wrong.has(pathOf("access:accounts", name))) this.#names.set(id, name);
    }
    this.hasAll = directory.namesake("all", undefined) === undefined;
    const namesake = directory.namesake("management", managementAccount);
    if (namesake === undefined) this.#names.set(managementAccount, "management");
  }

  of(id: string): string {
    return this.#names.get(id) ?? id;
  }
}

/** Whether an account's name can stand for it: it means no other selector, and people see all of it. */
function isName(name: string): boolean {
  const isWord = name === "all" || name === "management" || /^\d{12}$/.test(name);
  return !isWord && /^[^\s\p{C}]([^\p{C}]{0,126}[^\s\p{C}])?$/u.test(name);
}
