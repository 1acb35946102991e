import type { Check } from "../check.ts";
import { identityCenterSettings } from "../consolePage.ts";

export const identityCenterPermissionSets: Check<"instanceDetails"> = {
  id: "identity-center-permission-sets",
  severity: "high",
  title: "Permission sets are enabled, and the instance is active",
  why: "otherwise nobody gets into accounts by it",
  fix: "aws sso-admin update-instance --instance-arn ARN --permission-sets-enabled",
  url: "https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeInstance.html",
  needs: ["instanceDetails"],
  *judge({ instanceDetails: { status, statusReason, permissionSetsEnabled } }, { region }) {
    const isUntold = status === undefined || permissionSetsEnabled === undefined;
    if (status !== undefined && status !== "ACTIVE") {
      const why = statusReason === undefined ? "" : ` (${statusReason})`;
      yield { what: "status", seen: `the instance is ${status}${why}` };
    }
    if (permissionSetsEnabled === false) {
      yield { what: "permission-sets", seen: "permission sets aren't enabled" };
    }
    if (isUntold) {
      const look = "whether the instance is active and permission sets are enabled";
      yield { look: `${look}, as AWS's answer doesn't say it`, at: identityCenterSettings(region) };
    }
    return "enabled";
  },
};
