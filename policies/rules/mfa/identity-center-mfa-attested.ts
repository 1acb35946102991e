import { notKnownYet, quote, type Rule } from "../../rule.ts";
import { hasUnknown, object, UNKNOWN } from "../../value.ts";
import { attestationFindings } from "../attestation.ts";
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
      yield* attestationFindings(
        { by: mfa.attestedBy, on: mfa.attestedOn },
        {
          by: "attestedBy",
          on: "attestedOn",
          who: "who looked at the setting",
          done: "attested",
          what: "an attestation",
        },
        { maximumAge: settings.maximumAge, today },
      );
    },
  },
};
