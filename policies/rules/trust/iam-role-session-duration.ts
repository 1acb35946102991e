import type { PrincipalFact } from "../../resources/fact.ts";
import { numberOf } from "../../resources/number.ts";
import { notKnownYet, quote, type Report, type Rule } from "../../rule.ts";
import { ENTITLEMENTS } from "../../stack/entitlement.ts";
import { holdersIn } from "../../stack/holder.ts";
import { peopleRoles } from "../../stack/peopleRole.ts";
import { accountPrivilegeOf } from "../../stack/privilege.ts";
import { UNKNOWN, type Unknown } from "../../value.ts";

type Settings = {
  readonly maximum: number;
  readonly administratorMaximum: number;
};

/** What CreateRole takes when nothing is given, and the range that it takes. */
const DEFAULT = 3600;
const [LEAST, MOST] = [3600, 43_200];

const schema = { type: "integer", minimum: LEAST, maximum: MOST } as const;

export const iamRoleSessionDuration: Rule<Settings> = {
  id: "iam-role-session-duration",
  severity: "low",
  level: "advisory",
  title: "Privileged role sessions are short",
  why: "whoever gets hold of a session keeps it until it ends, whatever is taken away meanwhile",
  fix: "shorten maxSessionDuration of the role",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration",
  controls: {},
  limits:
    "how long a session is really asked for, and sessions of roles that assume others, which end after an hour",
  settings: {
    maximum: {
      description:
        "longest session of any role, seconds; AWS itself allows at most 43200 (12 hours)",
      default: MOST,
      schema,
    },
    administratorMaximum: {
      description:
        "longest session of a role whose holders may do everything, or give themselves anything, seconds",
      default: 14_400,
      schema,
    },
  },
  facts: {
    *principal(fact, { settings }) {
      if (fact.principal !== "role") return;
      const session = sessionOf(fact);
      if (session === UNKNOWN) yield notKnownYet("the role's maxSessionDuration");
      else if (session === undefined || session < LEAST || session > MOST) {
        const seen = `maxSessionDuration ${quote(fact.session)}`;
        yield {
          id: "malformed",
          seen,
          wanted: `seconds from ${LEAST} to ${MOST}, which AWS takes`,
        };
      } else yield* tooLong(session, settings.maximum, "too-long", "");
    },
  },
  stack: {
    types: ENTITLEMENTS,
    *check(stack, { settings }) {
      // Of those that people get, `identity-center-session-duration` speaks.
      const ofPeople = new Set(peopleRoles(stack));
      for (const holder of holdersIn(stack)) {
        if (ofPeople.has(holder)) continue;
        const { principal } = holder;
        const session = principal.principal === "role" ? sessionOf(principal) : undefined;
        if (typeof session !== "number" || session <= settings.administratorMaximum) continue;
        if (session > MOST || session > settings.maximum) continue;
        const { verdict, by } = accountPrivilegeOf(holder);
        if (verdict !== "yes") continue;
        for (const report of tooLong(
          session,
          settings.administratorMaximum,
          "administrator-too-long",
          ` of an administrator's role, by ${by}`,
        )) {
          yield { ...report, resource: principal.resource };
        }
      }
    },
  },
};

/** Seconds; `undefined` for what is no number. */
function sessionOf({ session = DEFAULT }: PrincipalFact): number | Unknown | undefined {
  if (session === UNKNOWN) return UNKNOWN;
  const seconds = session === null ? DEFAULT : numberOf(session);
  return Number.isInteger(seconds) ? seconds : undefined;
}

function* tooLong(
  seconds: number,
  maximum: number,
  id: string,
  circumstance: string,
): Iterable<Report> {
  if (seconds > maximum) {
    yield {
      id,
      seen: `maxSessionDuration ${seconds} (${seconds / 3600} hours)${circumstance}`,
      wanted: `at most ${maximum}`,
    };
  }
}
