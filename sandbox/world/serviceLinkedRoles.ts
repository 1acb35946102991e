import { regionsWithRecorder } from "./configRecorder.ts";
import { CreateRole, DeleteRole } from "./iamRoleChanges.ts";
import { iamRoles } from "./iamRoles.ts";
import { GetRole } from "./roles.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** What services call their roles; others end in the service's first name. */
const names: Readonly<Record<string, string>> = {
  "config.amazonaws.com": "AWSServiceRoleForConfig",
};

/** One for a service in an account (IAM API Reference, CreateServiceLinkedRole). */
export function CreateServiceLinkedRole(
  tx: Transaction,
  request: { AWSServiceName: string; Description?: string },
) {
  const { AWSServiceName: service, Description = "" } = request;
  const RoleName = names[service] ?? `AWSServiceRoleFor${service.split(".")[0]}`;
  if (iamRoles(tx).some(({ name }) => name === RoleName)) {
    const why = `Service role name ${RoleName} has been taken in this account, please try a different suffix.`;
    throw new ServiceError("InvalidInputException", why);
  }
  return CreateRole(tx, {
    RoleName,
    Path: `/aws-service-role/${service}/`,
    Description,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
    Tags: [],
  });
}

/** The deletion, which AWS tells the end of later, fails as long as the service uses the role. */
export function DeleteServiceLinkedRole(tx: Transaction, request: { RoleName: string }) {
  const { Arn } = GetRole(tx, request).Role;
  const regions = regionsWithRecorder(tx, Arn);
  if (regions.length > 0) {
    const message = `unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: A service-linked role is required for resources in ${regions.join(", ")}`;
    throw new ServiceError("DeletionTaskFailed", message);
  }
  DeleteRole(tx, request);
  return { DeletionTaskId: `task/${request.RoleName}` };
}
