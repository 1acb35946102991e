import { numberOf } from "../../resources/number.ts";
import { type Finding, notKnownYet, quote, type Report, type Rule } from "../../rule.ts";
import { ENTITLEMENTS } from "../../stack/entitlement.ts";
import type { Holder } from "../../stack/holder.ts";
import { peopleRoles } from "../../stack/peopleRole.ts";
import { powerOf } from "../../stack/power.ts";
import { privilegeOf } from "../../stack/privilege.ts";
import { text, UNKNOWN } from "../../value.ts";
import { permissionSets } from "./assignment.ts";
import { minutesOf } from "./duration.ts";
import { hasStrayPolicies } from "./strayPolicies.ts";

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
  title: "More privileged sessions are shorter",
  why: "whoever gets hold of a session keeps it until it ends, whatever is taken away meanwhile",
  fix: "shorten sessionDuration of the permission set; maxSessionDuration of a role that people get by an entitlement",
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
        yield* tooLong(setSession(duration), settings.maximum, "too-long");
      }
    },
  },
  stack: {
    types: ENTITLEMENTS,
    *check(stack, { settings }) {
      const isStray = hasStrayPolicies(stack);
      for (const set of permissionSets(stack)) {
        const duration = text(set.principal.session ?? DEFAULT);
        if (typeof duration !== "string") continue; // the check of the resource said so
        yield* byPrivilege(set, setSession(duration), settings, isStray);
      }
      for (const role of peopleRoles(stack)) {
        const session = roleSession(role);
        if (session) yield* byPrivilege(role, session, settings, false);
      }
    },
  },
};

/** Sets with much power, whatever gives it to them. */
function* byPrivilege(
  set: Holder,
  session: Session,
  { administratorMaximum, privilegedMaximum }: Settings,
  isStray: boolean,
): Iterable<Report> {
  const { resource, principal } = set.principal;
  const what = principal === "role" ? "role" : "permission set";
  const [forAdministrators] = tooLong(session, administratorMaximum, "administrator-too-long");
  const { verdict, by } = forAdministrators ? privilegeOf(set) : { verdict: "no", by: "" };
  if (forAdministrators && verdict === "yes") {
    yield { ...forAdministrators, seen: `${forAdministrators.seen} with ${by}`, resource };
    return;
  }
  const [finding] = tooLong(session, privilegedMaximum, "privileged-too-long");
  const power = finding && powerOf(set);
  if (finding && power) {
    const isCertain = power.over === "account" && !power.mayBeBounded;
    const seen = `${finding.seen} with ${power.by}`;
    yield { ...finding, seen, resource, ...(!isCertain && { level: "advisory" }) };
  }
  if (forAdministrators && (verdict === "unknown" || isStray)) {
    yield notKnownYet(`what the ${what} allows`, resource);
  }
}

/** How long a session may last. */
interface Session {
  readonly minutes: number;
  /** As it is declared, for messages. */
  readonly seen: string;
}

function setSession(duration: string): Session {
  return { minutes: minutesOf(duration) ?? 0, seen: `sessionDuration ${duration}` };
}

/** What is wrong with it as such, `iam-role-session-duration` says. */
function roleSession({ principal: { session } }: Holder): Session | undefined {
  const seconds = numberOf(session ?? undefined);
  return seconds === undefined
    ? undefined
    : { minutes: seconds / 60, seen: `maxSessionDuration ${seconds} of a role for people` };
}

function* tooLong(session: Session, maximum: string, id: string): Iterable<Finding> {
  if (session.minutes > (minutesOf(maximum) ?? 0)) {
    yield { id, seen: session.seen, wanted: `at most ${maximum}` };
  }
}
