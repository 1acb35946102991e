import { minutesOf } from "../identityCenter/duration.ts";
import { administratorGrant, grantsOf } from "../identityCenter/grants.ts";
import { PERMISSION_SET } from "../identityCenter/types.ts";
import { notKnownYet, quote, type Report, type Rule } from "../rule.ts";
import { text, UNKNOWN, type Value } from "../value.ts";

type Settings = {
  readonly maximum: string;
  readonly administratorMaximum: string;
};

/** What CreatePermissionSet takes when nothing is given. */
const DEFAULT = "PT1H";

const schema = { type: "string", pattern: "^P[0-9DTHM]+$" } as const;

export const identityCenterSessionDuration: Rule<Settings> = {
  id: "identity-center-session-duration",
  severity: "medium",
  level: "mandatory",
  title: "Sessions end soon",
  why: "whoever gets hold of a session keeps it until it ends, whatever is taken away meanwhile",
  fix: "shorten sessionDuration of the permission set",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html",
  controls: {},
  settings: {
    maximum: {
      description:
        "longest session of any permission set, ISO 8601; AWS itself allows at most PT12H",
      default: "PT12H",
      schema,
    },
    administratorMaximum: {
      description: "longest session of a permission set whose holders can give themselves anything",
      default: "PT4H",
      schema,
    },
  },
  resource: {
    types: [PERMISSION_SET],
    *check({ inputs }, { settings }) {
      const given = inputs.sessionDuration ?? DEFAULT;
      const duration = text(given);
      if (duration === UNKNOWN) {
        yield notKnownYet("sessionDuration");
      } else if (duration === undefined || minutesOf(duration) === undefined) {
        const seen = `sessionDuration ${quote(given)}`;
        yield { id: "malformed", seen, wanted: "an ISO 8601 duration such as PT8H" };
      } else {
        yield* tooLong(duration, settings.maximum, "too-long", "");
      }
    },
  },
  stack: {
    *check(stack, { settings }) {
      for (const set of stack.ofType(PERMISSION_SET)) {
        const { urn } = set;
        const duration: Value = set.outputs.sessionDuration ?? DEFAULT;
        if (typeof duration !== "string") continue; // the check of the resource said so
        const grants = grantsOf({ resource: set }, stack);
        const grant = administratorGrant(grants);
        for (const finding of tooLong(
          duration,
          settings.administratorMaximum,
          "administrator-too-long",
          ` with ${grant}`,
        )) {
          if (grant) yield { ...finding, urn };
          else if (grants.incomplete) yield notKnownYet("what the permission set allows", urn);
        }
      }
    },
  },
};

function* tooLong(
  duration: string,
  maximum: string,
  id: string,
  circumstance: string,
): Iterable<Report> {
  if ((minutesOf(duration) ?? 0) > (minutesOf(maximum) ?? 0)) {
    yield { id, seen: `sessionDuration ${duration}${circumstance}`, wanted: `at most ${maximum}` };
  }
}
