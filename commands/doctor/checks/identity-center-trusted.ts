import type { Check } from "../check.ts";

export const identityCenterTrusted: Check<"trustedServices"> = {
  id: "identity-center-trusted",
  severity: "high",
  title: "The organization trusts Identity Center",
  why: "without trusted access it can't make roles in member accounts, and access there doesn't change any more",
  fix: "IAM Identity Center > Enable, in the management account; don't turn on sso.amazonaws.com in Organizations by hand",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-sso.html",
  needs: ["trustedServices"],
  *judge({ trustedServices }) {
    if (!trustedServices.includes("sso.amazonaws.com")) {
      yield { what: "sso.amazonaws.com", seen: "sso.amazonaws.com has no trusted access" };
    }
    return `trusted services: ${trustedServices.join(", ")}`;
  },
};
