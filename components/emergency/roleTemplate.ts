import { managedPolicyArn } from "../../model/schema/policyArn.ts";
import { boundaryArn } from "./boundaryArn.ts";
import type { EmergencyBoundaryArgs } from "./emergencyAccessArgs.ts";
import { PATH, SESSION_SECONDS } from "./names.ts";
import { type Entrances, trustPolicy } from "./trustPolicy.ts";

/** What a role allows. */
export interface RoleContent {
  /** AWS managed policies, by name with path or ARN. */
  readonly managedPolicies: readonly string[];
  /** JSON text. */
  readonly inlinePolicy?: string | undefined;
  readonly permissionsBoundary?: EmergencyBoundaryArgs | undefined;
}

/** What CloudFormation makes in each account: one role (CloudFormation Template Reference, AWS::IAM::Role). */
export function roleTemplate(name: string, content: RoleContent, entrances: Entrances): object {
  const { managedPolicies, inlinePolicy, permissionsBoundary } = content;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation puts it in (Fn::Sub)
  const boundary = boundaryArn(permissionsBoundary, entrances.partition, "${AWS::AccountId}");
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Role for emergencies: ${name}`,
    Resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: name,
          Path: PATH,
          MaxSessionDuration: SESSION_SECONDS,
          AssumeRolePolicyDocument: trustPolicy(entrances),
          ManagedPolicyArns: managedPolicies.map((policy) =>
            managedPolicyArn(policy, entrances.partition),
          ),
          ...(boundary === undefined ? {} : { PermissionsBoundary: { "Fn::Sub": boundary } }),
          ...(inlinePolicy === undefined
            ? {}
            : { Policies: [{ PolicyName: name, PolicyDocument: JSON.parse(inlinePolicy) }] }),
        },
      },
    },
  };
}
