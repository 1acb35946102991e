import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";

export const noDirectAssignments: Check<"assignments" | "users"> = {
  id: "no-direct-assignments",
  severity: "medium",
  title: "Access is assigned to groups",
  why: "what a single person has is seen by nobody who looks at the groups, and stays when the person changes teams",
  fix: "put the person into a group that has the access, then: aws sso-admin delete-account-assignment --principal-type USER …",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/assignusers.html",
  needs: ["assignments", "users"],
  *judge({ assignments, users }) {
    const direct = assignments.list.filter(({ principalType }) => principalType === "USER");
    const names = new Map(users.map(({ id, userName }) => [id, userName]));
    for (const [id, own] of Map.groupBy(direct, ({ principalId }) => principalId)) {
      const name = names.get(id) ?? id;
      yield { what: name, seen: `${name} has ${counted(own.length, "assignment")} of their own` };
    }
    if (assignments.list.length === 0) return { absent: "nothing is assigned to anybody" };
    return `${counted(assignments.list.length, "assignment")}, all to groups`;
  },
};
