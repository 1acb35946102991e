import type { Account } from "../../../model/access/organization.ts";
import { today } from "../example.ts";

/** What lines mean, in the plainest words: the judge of what the model says of them. */

export const management = "100000000000";

export interface Line {
  permissionSet: string;
  accounts: unknown[];
  except: unknown[];
  until?: string;
}
/** What a selector says about one account, in the plainest words. Undefined: it can't be known. */
export function means(selector: unknown, account: Account): boolean | undefined {
  if (account.state !== "ACTIVE") return false;
  if (selector === "management") return account.id === management;
  if (selector === "short") return account.id === "100000000001";
  if (selector === "all") return account.id !== management;
  if (typeof selector === "string") return account.id === selector || account.name === selector;
  if (account.id === management) return false;
  const { ou, nested, tag, name } = selector as {
    ou?: string;
    nested?: boolean;
    tag?: Record<string, string | string[]>;
    name?: string;
  };
  const answers: (boolean | undefined)[] = [];
  if (ou !== undefined) {
    const path = ou === "/" ? [] : ou.split("/");
    const own = account.organizationalUnit?.split("/").filter((unit) => unit !== "");
    const below = own && path.every((unit, index) => own[index] === unit);
    answers.push(own && below === true && (nested !== false || own.length === path.length));
  }
  if (tag !== undefined) {
    answers.push(
      account.tags &&
        Object.entries(tag).every(([key, value]) => {
          const has = account.tags?.[key];
          return has !== undefined && (Array.isArray(value) ? value.includes(has) : value === has);
        }),
    );
  }
  if (name !== undefined) {
    answers.push(
      new RegExp(`^${name.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(account.name),
    );
  }
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Whether a line asks for an account and doesn't except it. */
export function asks({ accounts, except, until }: Line, account: Account): boolean {
  if (until !== undefined && until < today) return false;
  const wanted = accounts.some((selector) => means(selector, account) === true);
  return wanted && except.every((selector) => means(selector, account) === false);
}
