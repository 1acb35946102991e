import { shown } from "../../model/problems/shown.ts";
import type { Grant } from "../../sandbox/world/history.ts";
import { FEW_PEOPLE } from "./accessMatrix.ts";
import type { AccessView } from "./accessView.ts";
import { byName } from "./holders.ts";
import type { Members } from "./members.ts";
import type { AccountNames } from "./resourceName.ts";
import { counted } from "./resourceName.ts";
import { wrapped, wrappedText } from "./textWidth.ts";

/** What people really reach, whatever the configuration wants: each person's permission sets with their accounts. */
export function reachedLines(
  grants: readonly Grant[],
  members: Members,
  account: AccountNames,
  view: AccessView | undefined,
  width: number,
): string[] {
  return [...peopleLines(grants, members, account, view, width), ...unreadLines(members, width)];
}

/** Whom nobody wrote down can't be listed, and may reach accounts all the same. */
function unreadLines({ unread }: Members, width: number): string[] {
  if (unread.length === 0) return [];
  return wrappedText(
    `not listed: members of ${unread.join(", ")}, whom the organization file doesn't name`,
    width,
  );
}

function peopleLines(
  grants: readonly Grant[],
  members: Members,
  account: AccountNames,
  view: AccessView | undefined,
  width: number,
): string[] {
  if (grants.length === 0) {
    const who = members.unread.length > 0 ? "nobody who is known by name" : "nobody";
    return [`${who} reaches any account`];
  }
  const people = Map.groupBy(grants, ({ userName }) => members.named(userName));
  if (people.size > FEW_PEOPLE && view === undefined) {
    const accounts = new Set(grants.map((grant) => grant.account)).size;
    const who = counted(people.size, "person", "people");
    return [`${who} in ${counted(accounts, "account")}; each of them: --access person`];
  }
  return [...people]
    .sort(([one], [other]) => byName(one, other))
    .flatMap(([who, some]) => [who, ...setLines(some, account, width)]);
}

function setLines(grants: readonly Grant[], account: AccountNames, width: number): string[] {
  const sets = Map.groupBy(grants, ({ permissionSet }) => permissionSet);
  return [...sets]
    .sort(([one], [other]) => byName(one, other))
    .flatMap(([set, some]) => {
      const names = some.map((grant) => account(grant.account)).sort(byName);
      return wrapped(`  ${shown(set)}: `, names, width);
    });
}
