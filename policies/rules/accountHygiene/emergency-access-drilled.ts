import { notKnownYet, type Rule } from "../../rule.ts";
import { UNKNOWN } from "../../value.ts";
import { attestationFindings } from "../attestation.ts";

type Settings = {
  readonly maximumAge: number;
};

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
      yield* attestationFindings(
        { by: drilledBy, on: drilledOn },
        {
          by: "drilledBy",
          on: "drilledOn",
          who: "who did the drill",
          done: "drilled",
          what: "a drill",
        },
        { maximumAge: settings.maximumAge, today },
      );
    },
  },
};
