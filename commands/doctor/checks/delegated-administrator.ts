import type { Check } from "../check.ts";
import { delegationOf, IDENTITY_CENTER } from "../delegation.ts";

export const delegatedAdministrator: Check<"delegatedAdministrators" | "tree"> = {
  id: "delegated-administrator",
  severity: "medium",
  title: "The delegated administrator of Identity Center is an active account",
  why: "whoever gets into it changes everybody's access but in the management account; a closed one does nothing",
  fix: "aws organizations deregister-delegated-administrator --account-id ID --service-principal sso.amazonaws.com",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html",
  limits:
    "whether there should be one: it keeps people out of the management account, and is one more account to guard",
  needs: ["delegatedAdministrators", "tree"],
  *judge({ delegatedAdministrators, tree: { accounts } }) {
    const delegation = delegationOf(delegatedAdministrators, IDENTITY_CENTER);
    yield* delegation.gaps;
    const told: string[] = [];
    for (const account of delegation.accounts) {
      const known = accounts.find(({ id }) => id === account);
      const name = `${known?.name ?? "an account"} (${account})`;
      told.push(name);
      if (known?.state !== "ACTIVE") {
        yield { what: account, seen: `${name} is ${known?.state ?? "not in the organization"}` };
      }
    }
    if (told.length > 0) return told.join(", ");
    return { absent: "Identity Center is administered in the management account alone" };
  },
};
