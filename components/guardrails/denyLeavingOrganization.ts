import type { Statement } from "./statement.ts";

/**
 * Denies member accounts to leave the organization, and so all that its policies say: by themselves, or by accepting another
 * organization's invitation, which takes an account there at once (Organizations API Reference, "AcceptHandshake").
 */
export function denyLeavingOrganization(): Statement {
  return {
    Sid: "DenyLeavingOrganization",
    Effect: "Deny",
    Action: ["organizations:AcceptHandshake", "organizations:LeaveOrganization"],
    Resource: "*",
  };
}
