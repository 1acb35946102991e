import { property } from "../aws/resource.ts";
import { ACCOUNT_ASSIGNMENTS, APPLICATION_ASSIGNMENTS } from "../identityCenter/types.ts";
import { notKnownYet, quote, type Rule } from "../rule.ts";
import { text, UNKNOWN } from "../value.ts";

export const identityCenterGroupsOnly: Rule = {
  id: "identity-center-groups-only",
  severity: "medium",
  level: "mandatory",
  title: "People get access through groups",
  why: "access given to one person is forgotten when they change teams, and seen by no review of groups",
  fix: "put the person into a group and assign the group (principalType GROUP)",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/useraccess.html",
  controls: {},
  settings: {},
  resource: {
    types: [...ACCOUNT_ASSIGNMENTS, ...APPLICATION_ASSIGNMENTS],
    *check({ inputs }) {
      const given = property(inputs, "PrincipalType");
      const principal = text(given);
      if (principal === UNKNOWN) {
        yield notKnownYet("principalType");
      } else if (principal !== "GROUP") {
        const seen = `principalType ${quote(given)}${target(inputs)}`;
        yield { id: "principal-type", seen, wanted: 'principalType "GROUP"' };
      }
    },
  },
};

function target(inputs: Parameters<typeof property>[0]): string {
  const account = property(inputs, "TargetId");
  const application = property(inputs, "ApplicationArn");
  if (typeof account === "string") return ` on account ${account}`;
  return typeof application === "string" ? ` on application ${application}` : "";
}
