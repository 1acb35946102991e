import type { Holder } from "../aws/holder.ts";
import { permissionSets } from "../identityCenter/assignment.ts";
import { minutesOf } from "../identityCenter/duration.ts";
import { powerOf } from "../identityCenter/power.ts";
import { privilegeOf } from "../identityCenter/privilege.ts";
import { hasStrayPolicies } from "../identityCenter/strayPolicies.ts";
import { type Finding, notKnownYet, quote, type Report, type Rule } from "../rule.ts";
import { text, UNKNOWN } from "../value.ts";

type Settings = {
  readonly maximum: string;
  readonly privilegedMaximum: string;
  readonly administratorMaximum: string;
};

/** What CreatePermissionSet takes when nothing is given. */
const DEFAULT = "PT1H";

const schema = { type: "string", pattern: "^P[0-9DTHM]+$" } as const;

export const identityCenterSessionDuration: Rule<Settings> = {
  id: "identity-center-session-duration",
  severity: "medium",
  level: "mandatory",
  title: "Sessions end the sooner, the more they may do",
  why: "whoever gets hold of a session keeps it until it ends, whatever is taken away meanwhile",
  fix: "shorten sessionDuration of the permission set",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html",
  controls: {},
  limits:
    "what customer managed policies allow is written in each account, and counts for nothing here",
  settings: {
    maximum: {
      description:
        "longest session of any permission set, ISO 8601; AWS itself allows at most PT12H",
      default: "PT12H",
      schema,
    },
    privilegedMaximum: {
      description:
        "longest session of a permission set that may change nearly everything but IAM, such as with PowerUserAccess, or all that a service keeps",
      default: "PT8H",
      schema,
    },
    administratorMaximum: {
      description: "longest session of a permission set whose holders can give themselves anything",
      default: "PT4H",
      schema,
    },
  },
  facts: {
    *principal({ principal, session }, { settings }) {
      if (principal !== "permission-set") return;
      const given = session ?? DEFAULT;
      const duration = text(given);
      if (duration === UNKNOWN) {
        yield notKnownYet("sessionDuration");
      } else if (duration === undefined || minutesOf(duration) === undefined) {
        if (typeof duration === "string" && duration.includes("${")) return; // a template's parameter
        const seen = `sessionDuration ${quote(given)}`;
        yield { id: "malformed", seen, wanted: "an ISO 8601 duration such as PT8H" };
      } else {
        yield* tooLong(duration, settings.maximum, "too-long");
      }
    },
  },
  stack: {
    *check(stack, { settings }) {
      const isStray = hasStrayPolicies(stack);
      for (const set of permissionSets(stack)) {
        const duration = text(set.principal.session ?? DEFAULT);
        if (typeof duration !== "string") continue; // the check of the resource said so
        yield* byPrivilege(set, duration, settings, isStray);
      }
    },
  },
};

/** Sets with much power, whatever gives it to them. */
function* byPrivilege(
  set: Holder,
  duration: string,
  { administratorMaximum, privilegedMaximum }: Settings,
  isStray: boolean,
): Iterable<Report> {
  const { resource } = set.principal;
  const [forAdministrators] = tooLong(duration, administratorMaximum, "administrator-too-long");
  const { verdict, by } = forAdministrators ? privilegeOf(set) : { verdict: "no", by: "" };
  if (forAdministrators && verdict === "yes") {
    yield { ...forAdministrators, seen: `${forAdministrators.seen} with ${by}`, resource };
    return;
  }
  const [finding] = tooLong(duration, privilegedMaximum, "privileged-too-long");
  const power = finding && powerOf(set);
  if (finding && power) {
    const isCertain = power.over === "account" && !power.mayBeBounded;
    const seen = `${finding.seen} with ${power.by}`;
    yield { ...finding, seen, resource, ...(!isCertain && { level: "advisory" }) };
  }
  if (forAdministrators && (verdict === "unknown" || isStray)) {
    yield notKnownYet("what the permission set allows", resource);
  }
}

function* tooLong(duration: string, maximum: string, id: string): Iterable<Finding> {
  if ((minutesOf(duration) ?? 0) > (minutesOf(maximum) ?? 0)) {
    yield { id, seen: `sessionDuration ${duration}`, wanted: `at most ${maximum}` };
  }
}
