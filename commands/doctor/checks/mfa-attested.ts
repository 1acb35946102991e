import {
  identityCenterMfaAttested,
  modesWithMfa,
} from "../../../policies/rules/mfa/identity-center-mfa-attested.ts";
import { daysUntil } from "../age.ts";
import type { Check } from "../check.ts";
import { noStack } from "../gap.ts";

const OLDEST = identityCenterMfaAttested.settings.maximumAge.default;

export const mfaAttested: Check<never> = {
  id: "mfa-attested",
  severity: "high",
  title: "Identity Center asks for MFA, and somebody looked lately",
  why: "a password alone opens every account; AWS has no API for the setting, so that only a person sees it",
  fix: "look at Settings > Authentication > Multi-factor authentication in the console of Identity Center, then write access:identityCenter.mfa (mode, attestedOn, attestedBy)",
  url: identityCenterMfaAttested.url,
  limits: "what somebody wrote into the stack file, not the setting itself",
  needs: [],
  *judge(_, { stack, today }) {
    if (!stack) {
      yield noStack;
      return "";
    }
    const { mfa } = stack.configuration.identityCenter;
    if (!mfa) {
      yield { what: "not-attested", seen: "access:identityCenter.mfa is missing" };
      return "";
    }
    const { mode, attestedOn, attestedBy } = mfa;
    const age = daysUntil(today, new Date(`${attestedOn}T00:00:00Z`));
    if (!modesWithMfa.includes(mode)) yield { what: "mode", seen: `MFA mode ${mode}` };
    if (age < 0)
      yield { what: "date", seen: `attested on ${attestedOn}, which is later than today` };
    if (age > OLDEST) {
      yield {
        what: "too-old",
        seen: `attested ${age} days ago, more than ${OLDEST}, on ${attestedOn}`,
      };
    }
    return `${mode}, seen by ${attestedBy} on ${attestedOn}`;
  },
};
