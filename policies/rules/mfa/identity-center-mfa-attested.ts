import { notKnownYet, quote, type Rule } from "../../rule.ts";
import { hasUnknown, object, UNKNOWN } from "../../value.ts";
import { COMPONENT } from "../identityCenter/types.ts";

type Settings = {
  readonly maximumAge: number;
};

/** Settings of the console that ask for a second factor, and the identity provider that asks instead. */
export const modesWithMfa: readonly string[] = [
  "every-sign-in",
  "context-aware",
  "identity-provider",
];

const DAY = 24 * 60 * 60 * 1000;

export const identityCenterMfaAttested: Rule<Settings> = {
  id: "identity-center-mfa-attested",
  severity: "high",
  level: "mandatory",
  title: "MFA is required in Identity Center, and somebody checked lately",
  why: "AWS has no API for Identity Center's MFA mode, so only a person can see that it is on",
  fix: "look at Settings > Authentication in the Identity Center console, then write mode, date and your name under `mfa`",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/how-to-configure-mfa-device-enforcement.html",
  controls: {},
  settings: {
    maximumAge: {
      description: "days after which an attestation is too old",
      default: 180,
      schema: { type: "integer", minimum: 1 },
    },
  },
  resource: {
    types: [COMPONENT],
    *check({ inputs }, { settings, today }) {
      const mfa = object(inputs.mfa);
      if (mfa === UNKNOWN || hasUnknown(mfa)) {
        yield notKnownYet("mfa");
        return;
      }
      if (!mfa) {
        yield {
          id: "not-attested",
          seen: "no word about MFA",
          wanted: "mfa with mode, attestedOn and attestedBy",
        };
        return;
      }
      if (typeof mfa.mode !== "string" || !modesWithMfa.includes(mfa.mode)) {
        const seen = `MFA mode ${quote(mfa.mode)}`;
        yield { id: "mode", seen, wanted: `one of ${modesWithMfa.join(", ")}` };
      }
      if (typeof mfa.attestedBy !== "string" || mfa.attestedBy.trim() === "") {
        yield { id: "nobody", seen: "no attestedBy", wanted: "who looked at the setting" };
      }
      const age = (Date.parse(today) - dayOf(mfa.attestedOn)) / DAY;
      if (Number.isNaN(age) || age < -1) {
        const seen = `attestedOn ${quote(mfa.attestedOn)}`;
        yield { id: "date", seen, wanted: `a date YYYY-MM-DD, not later than today (${today})` };
      } else if (age > settings.maximumAge) {
        const seen = `attested ${age} days ago, on ${String(mfa.attestedOn)}`;
        const wanted = `an attestation of the last ${settings.maximumAge} days`;
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
