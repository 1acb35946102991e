import type { Check } from "../check.ts";

export const identityCenterInstance: Check<"instance"> = {
  id: "identity-center-instance",
  severity: "high",
  title: "The organization has an instance of Identity Center in this Region",
  why: "without it people have passwords and keys of their own in each account",
  fix: "give its home Region with --region where that is another; where there is none yet: IAM Identity Center > Enable, in the management account, with AWS Organizations: docs/getting-started.md, step 3",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html",
  needs: ["instance"],
  *judge({ instance: { found, ...search } }, { region }) {
    if (!found) {
      yield { what: region, seen: "problem" in search ? search.problem : "there is none" };
      return "";
    }
    return `${found.arn} in ${region}`;
  },
};
