import { firstFew } from "../../../model/problems/seen.ts";
import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { delegationOf, IDENTITY_CENTER } from "../delegation.ts";
import { setName } from "../setNames.ts";

type Needs = "organization" | "delegatedAdministrators" | "permissionSets" | "assignments";

export const managementAccountSets: Check<Needs> = {
  id: "management-account-sets",
  severity: "medium",
  title: "With a delegated administrator, the management account has permission sets of its own",
  why: "the delegated administrator can't change a permission set that is assigned in the management account, wherever else it is used",
  fix: "make a permission set for the management account, assign it there, and take the shared one away",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html",
  needs: ["organization", "delegatedAdministrators", "permissionSets", "assignments"],
  *judge({ organization, delegatedAdministrators, permissionSets, assignments }) {
    const { managementAccount } = organization;
    const delegation = delegationOf(delegatedAdministrators, IDENTITY_CENTER);
    yield* delegation.gaps;
    const isDelegated = delegation.accounts.length > 0;
    const accounts = Map.groupBy(assignments.list, ({ permissionSetArn }) => permissionSetArn);
    const there = permissionSets.filter(({ arn }) =>
      accounts.get(arn)?.some(({ account }) => account === managementAccount),
    );
    for (const set of there) {
      const elsewhere = accounts
        .get(set.arn)
        ?.filter(({ account }) => account !== managementAccount);
      const others = new Set(elsewhere?.map(({ account }) => account)).size;
      if (isDelegated && others > 0) {
        const name = setName(set);
        yield {
          what: name,
          seen: `${name} is assigned in the management account and in ${counted(others, "other")}`,
        };
      }
    }
    if (!isDelegated) return { absent: "there is no delegated administrator" };
    if (there.length === 0) return { absent: `none is assigned in ${managementAccount}` };
    return `in ${managementAccount}: ${firstFew(there.map(setName).sort(), 10)}`;
  },
};
