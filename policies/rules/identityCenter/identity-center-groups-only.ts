import { property, type Resource } from "../../resources/resource.ts";
import { notKnownYet, quote, type Report, type Rule } from "../../rule.ts";
import { ENTITLEMENTS, entitlement } from "../../stack/entitlement.ts";
import { text, UNKNOWN } from "../../value.ts";
import { ACCOUNT_ASSIGNMENTS, APPLICATION_ASSIGNMENTS } from "./types.ts";

export const identityCenterGroupsOnly: Rule = {
  id: "identity-center-groups-only",
  severity: "medium",
  level: "mandatory",
  title: "Access is assigned to groups, not to users",
  why: "access given to one person is forgotten when they change teams, and seen by no review of groups",
  fix: "put the person into a group and assign the group (principalType GROUP; groupId of an entitlement)",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/useraccess.html",
  controls: {},
  settings: {},
  resource: {
    types: [...ACCOUNT_ASSIGNMENTS, ...APPLICATION_ASSIGNMENTS, ...ENTITLEMENTS],
    *check(resource) {
      if (ENTITLEMENTS.includes(resource.type)) {
        yield* entitled(resource);
        return;
      }
      const { inputs } = resource;
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

/** Account Access Manager gives a role past permission sets. */
function* entitled(resource: Resource): Iterable<Report> {
  const { principalType, role } = entitlement(resource);
  if (principalType === UNKNOWN) yield notKnownYet("the principal of the entitlement");
  if (principalType !== "USER") return;
  const to = typeof role === "string" ? ` to the role ${role}` : "";
  yield {
    id: "principal-type",
    seen: `an entitlement of one person${to}`,
    wanted: "groupId in place of userId",
  };
}

function target(inputs: Parameters<typeof property>[0]): string {
  const account = property(inputs, "TargetId");
  const application = property(inputs, "ApplicationArn");
  if (typeof account === "string") return ` on account ${account}`;
  return typeof application === "string" ? ` on application ${application}` : "";
}
