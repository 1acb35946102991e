import { type ExemptRoles, notRoles, type Statement } from "./statement.ts";

/**
 * Denies switching trails off and having them record less: those of member accounts, and the organization's from the
 * account that is CloudTrail's delegated administrator.
 */
export function denyTrailChanges({ administrators }: ExemptRoles): Statement {
  return {
    Sid: "DenyTrailChanges",
    Effect: "Deny",
    Action: [
      "cloudtrail:DeleteTrail",
      "cloudtrail:PutEventSelectors",
      "cloudtrail:StopLogging",
      "cloudtrail:UpdateTrail",
    ],
    Resource: "*",
    ...(administrators.length > 0 && { Condition: notRoles(administrators) }),
  };
}
