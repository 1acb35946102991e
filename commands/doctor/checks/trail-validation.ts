import type { Check } from "../check.ts";

export const trailValidation: Check<"trails"> = {
  id: "trail-validation",
  severity: "medium",
  title: "Trails of the organization can be checked for changed log files",
  why: "whoever gets at the bucket could take lines out unseen",
  fix: "aws cloudtrail update-trail --name NAME --enable-log-file-validation",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
  needs: ["trails"],
  *judge({ trails }) {
    const own = trails.filter(({ isOfOrganization }) => isOfOrganization);
    for (const { name, validatesLogFiles } of own) {
      if (!validatesLogFiles) {
        yield { what: name, seen: `trail ${name} writes no digests of its log files` };
      }
    }
    if (own.length === 0) return { absent: "there is no trail of the organization" };
    return own.map(({ name }) => name).join(", ");
  },
};
