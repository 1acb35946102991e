import { ACCOUNT_ASSIGNMENT } from "../identityCenter/types.ts";
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
    types: [ACCOUNT_ASSIGNMENT],
    *check({ inputs }) {
      const principal = text(inputs.principalType);
      if (principal === UNKNOWN) {
        yield notKnownYet("principalType");
      } else if (principal !== "GROUP") {
        const account = typeof inputs.targetId === "string" ? ` on account ${inputs.targetId}` : "";
        const seen = `principalType ${quote(inputs.principalType)}${account}`;
        yield { id: "principal-type", seen, wanted: 'principalType "GROUP"' };
      }
    },
  },
};
