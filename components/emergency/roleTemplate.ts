import { managedPolicyArn } from "../../model/schema/policyArn.ts";
import { PATH, SESSION_SECONDS } from "./names.ts";
import { type Entrances, trustPolicy } from "./trustPolicy.ts";

/** What a role allows. */
export interface RoleContent {
  /** AWS managed policies, by name with path or ARN. */
  readonly managedPolicies: readonly string[];
  /** JSON text. */
  readonly inlinePolicy?: string | undefined;
}

/** What CloudFormation makes in each account: one role (CloudFormation Template Reference, AWS::IAM::Role). */
export function roleTemplate(name: string, content: RoleContent, entrances: Entrances): object {
  const { managedPolicies, inlinePolicy } = content;
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
          ...(inlinePolicy === undefined
            ? {}
            : { Policies: [{ PolicyName: name, PolicyDocument: JSON.parse(inlinePolicy) }] }),
        },
      },
    },
  };
}
