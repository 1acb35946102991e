import * as aws from "@pulumi/aws";
import { RootGuardrails } from "../../../components/rootGuardrails.ts";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** The guardrails for a whole organization and for one unit first, beside the organization itself. */
export default async function rootGuardrails() {
  const { accountId } = await aws.getCallerIdentity();
  const organization = new aws.organizations.Organization("acme", {
    featureSet: "ALL",
    awsServiceAccessPrincipals: ["sso.amazonaws.com", "iam.amazonaws.com"],
    enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"],
  });
  const sandbox = new aws.organizations.OrganizationalUnit("sandbox", {
    name: "Sandbox",
    parentId: "r-abcd",
  });
  new RootGuardrails(
    "staged",
    { managementAccountId: accountId, targets: { sandbox: sandbox.id } },
    { dependsOn: organization },
  );
  new RootGuardrails(
    "everywhere",
    {
      managementAccountId: accountId,
      targets: { all: "r-abcd" },
      centralRootAccess: false,
      credentialRoles: ["ci/key-rotation"],
      administratorRoles: ["AWSControlTowerExecution"],
    },
    { dependsOn: organization },
  );
}
