import { notKnownYet, quote, type Rule } from "../../rule.ts";
import { UNKNOWN } from "../../value.ts";

type Settings = {
  readonly maximumAge: number;
};

const DAY = 24 * 60 * 60 * 1000;

export const emergencyAccessDrilled: Rule<Settings> = {
  id: "emergency-access-drilled",
  severity: "medium",
  level: "mandatory",
  title: "Emergency access was tried lately",
  why: "a way in that nobody tried is found to be shut when it is the last one",
  fix: "do the drill (docs/emergency.md), then write day and name under drilledOn and drilledBy",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/emergency-access.html",
  controls: {},
  settings: {
    maximumAge: {
      description: "days after which a drill is too long ago",
      default: 180,
      schema: { type: "integer", minimum: 1 },
    },
  },
  resource: {
    types: ["identity-center:index:EmergencyAccess"],
    *check({ inputs }, { settings, today }) {
      const { drilledOn, drilledBy } = inputs;
      if (drilledOn === UNKNOWN || drilledBy === UNKNOWN) {
        yield notKnownYet("the last drill");
        return;
      }
      if (drilledOn === undefined || drilledOn === null) {
        // Before it is deployed nobody can have tried it.
        const wanted = "drilledOn and drilledBy, once it is deployed and tried";
        yield { id: "never", seen: "no word about a drill", wanted, level: "advisory" };
        return;
      }
      if (typeof drilledBy !== "string" || drilledBy.trim() === "") {
        yield { id: "nobody", seen: "no drilledBy", wanted: "who did the drill" };
      }
      const age = (Date.parse(today) - dayOf(drilledOn)) / DAY;
      if (Number.isNaN(age) || age < -1) {
        const seen = `drilledOn ${quote(drilledOn)}`;
        yield { id: "date", seen, wanted: `a date YYYY-MM-DD, not later than today (${today})` };
      } else if (age > settings.maximumAge) {
        const seen = `drilled ${age} days ago, on ${String(drilledOn)}`;
        const wanted = `a drill of the last ${settings.maximumAge} days`;
        // Time alone must not stop an urgent update.
        yield { id: "too-old", seen, wanted, level: "advisory" };
      }
    },
  },
};

function dayOf(date: unknown): number {
  return typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? Date.parse(date)
    : Number.NaN;
}
