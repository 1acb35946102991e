import { PATH, roleArn } from "./names.ts";

/** What people may do where they come in: go on to the roles of this name, and nothing else. */
export function entryPolicy(partition: string, roles: readonly string[]): object {
  return { Version: "2012-10-17", Statement: [goOn(partition, roles)] };
}

const withMfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

/** What a user may do without MFA: set it up. */
const SET_UP_MFA = [
  "iam:EnableMFADevice",
  "iam:GetUser",
  "iam:ListMFADevices",
  "iam:ResyncMFADevice",
];

/**
 * What users may do: the same with MFA only, and manage their own password and hardware key. They can't make virtual MFA
 * devices, nor access keys. A passkey is registered by the same call, on a hardware key or
 * elsewhere: who sets it up chooses ("AWS: Allows MFA-authenticated IAM users to manage their own
 * MFA device on the Security credentials page").
 */
export function userPolicy(partition: string, accountId: string, roles: readonly string[]): object {
  const self = `arn:${partition}:iam::${accountId}:user${PATH}\${aws:username}`;
  return {
    Version: "2012-10-17",
    Statement: [
      { ...goOn(partition, roles), Condition: withMfa },
      { Sid: "SetUpMfa", Effect: "Allow", Action: SET_UP_MFA, Resource: self },
      {
        Sid: "ManageOwnSignIn",
        Effect: "Allow",
        Action: ["iam:ChangePassword", "iam:DeactivateMFADevice"],
        Resource: self,
        Condition: withMfa,
      },
      {
        Sid: "SeePasswordPolicy",
        Effect: "Allow",
        Action: "iam:GetAccountPasswordPolicy",
        Resource: "*",
      },
      {
        Sid: "DenyWithoutMfa",
        Effect: "Deny",
        NotAction: SET_UP_MFA,
        Resource: "*",
        Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
      },
    ],
  };
}

function goOn(partition: string, roles: readonly string[]) {
  return {
    Sid: "GoOn",
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: roles.map((role) => roleArn(partition, "*", role)),
  };
}
