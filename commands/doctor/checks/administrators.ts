import { firstFew } from "../../../model/problems/seen.ts";
import { counted } from "../../report/resourceName.ts";
import { administratorsOf } from "../administrators.ts";
import type { Check } from "../check.ts";
import { identityCenterSettings } from "../consolePage.ts";
import { delegationOf, IDENTITY_CENTER } from "../delegation.ts";

type Needs =
  | "organization"
  | "delegatedAdministrators"
  | "permissionSets"
  | "groups"
  | "users"
  | "assignments";

export const administrators: Check<Needs> = {
  id: "administrators",
  severity: "critical",
  title: "Somebody who is still there administers Identity Center",
  why: "where nobody can assign access any more, only the root user gets everybody back in",
  fix: "put somebody into a group that is assigned AWSSSOMasterAccountAdministrator in the management account; take disabled people out of it",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtodelegatessoaccess.html",
  limits: "roles and users of IAM that administer it, and how many administrators are too many",
  needs: [
    "organization",
    "delegatedAdministrators",
    "permissionSets",
    "groups",
    "users",
    "assignments",
  ],
  *judge({ organization, delegatedAdministrators, users, ...known }, { region }) {
    const delegation = delegationOf(delegatedAdministrators, IDENTITY_CENTER);
    const accounts = new Set([organization.managementAccount, ...delegation.accounts]);
    const { certain, uncertain, ...found } = administratorsOf(known, accounts);
    const gaps = [...delegation.gaps, ...found.gaps];
    yield* gaps;
    const people = new Map(users.map((user) => [user.id, user]));
    const active: string[] = [];
    for (const { userId, ways } of certain) {
      const person = people.get(userId);
      const way = ways.join(", ");
      if (!person) yield { what: userId, seen: `${userId} administers by ${way}, and is gone` };
      else if (person.status === "DISABLED") {
        yield {
          what: person.userName,
          seen: `${person.userName} administers by ${way}, and is disabled`,
        };
      } else active.push(person.userName);
    }
    if (active.length === 0 && gaps.length === 0) {
      if (uncertain.length === 0) yield { what: "nobody", seen: "nobody administers it" };
      else {
        const sets = firstFew(uncertain);
        yield {
          look: `whether ${sets} administers: customer managed policies decide`,
          at: identityCenterSettings(region),
        };
      }
    }
    const perhaps = uncertain.length === 0 ? "" : `; perhaps by ${firstFew(uncertain)} as well`;
    return `${counted(active.length, "administrator")}: ${firstFew(active.sort(), 10)}${perhaps}`;
  },
};
