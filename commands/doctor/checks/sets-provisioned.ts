import { firstFew } from "../../../model/problems/seen.ts";
import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { gapOf } from "../gap.ts";
import { setName } from "../setNames.ts";

export const setsProvisioned: Check<"permissionSets"> = {
  id: "sets-provisioned",
  severity: "high",
  title: "Roles in accounts are as their permission sets are now",
  why: "what was taken away from a permission set is still allowed by the roles that are behind",
  fix: "npm run drift -- --stack NAME --heal, or: aws sso-admin provision-permission-set --instance-arn ARN --permission-set-arn ARN --target-type ALL_PROVISIONED_ACCOUNTS",
  url: "https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ProvisionPermissionSet.html",
  needs: ["permissionSets"],
  *judge({ permissionSets }) {
    for (const set of permissionSets) {
      const { accountsBehind } = set;
      if (!accountsBehind.isRead) yield gapOf(accountsBehind);
      else if (accountsBehind.value.length > 0) {
        const accounts = firstFew(accountsBehind.value);
        yield { what: setName(set), seen: `${setName(set)} is behind in ${accounts}` };
      }
    }
    if (permissionSets.length === 0) return { absent: "there are no permission sets" };
    return counted(permissionSets.length, "permission set");
  },
};
