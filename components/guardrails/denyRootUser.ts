import { notRootSession, type Statement } from "./statement.ts";

/** Denies the root users of member accounts everything, but for privileged sessions. */
export function denyRootUser(): Statement {
  return {
    Sid: "DenyRootUser",
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" }, ...notRootSession },
  };
}
