import type { Check } from "../check.ts";

export const allFeatures: Check<"organization"> = {
  id: "all-features",
  severity: "high",
  title: "The organization has all features",
  why: "with consolidated billing alone there are no service control policies, no central root access and no Identity Center",
  fix: "aws organizations enable-all-features",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html",
  needs: ["organization"],
  *judge({ organization: { id, featureSet } }) {
    if (featureSet !== "ALL") {
      yield { what: id, seen: `${id} has ${featureSet}` };
    }
    return `${id} has all features`;
  },
};
