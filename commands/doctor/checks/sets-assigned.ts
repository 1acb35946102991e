import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { setName } from "../setNames.ts";

export const setsAssigned: Check<"permissionSets" | "assignments"> = {
  id: "sets-assigned",
  severity: "low",
  title: "Permission sets are assigned",
  why: "a permission set that nobody has is reviewed by nobody, and assigned by mistake one day",
  fix: "aws sso-admin delete-permission-set --instance-arn ARN --permission-set-arn ARN",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html",
  needs: ["permissionSets", "assignments"],
  *judge({ permissionSets, assignments }) {
    const assigned = new Set(assignments.list.map(({ permissionSetArn }) => permissionSetArn));
    for (const set of permissionSets) {
      if (!assigned.has(set.arn)) {
        yield { what: setName(set), seen: `${setName(set)} is assigned to nobody` };
      }
    }
    if (permissionSets.length === 0) return { absent: "there are no permission sets" };
    return counted(permissionSets.length, "permission set");
  },
};
