import type { Statement } from "./statement.ts";

/** Denies member accounts to leave the organization, and so all that its policies say. */
export function denyLeavingOrganization(): Statement {
  return {
    Sid: "DenyLeavingOrganization",
    Effect: "Deny",
    Action: "organizations:LeaveOrganization",
    Resource: "*",
  };
}
