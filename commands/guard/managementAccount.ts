import { text, UNKNOWN } from "../../policies/value.ts";
import { IDENTITY_CENTER } from "./resourceKind.ts";
import type { Sides } from "./side.ts";

/** What tells the management account, and by which output. */
const OUTPUTS: Readonly<Record<string, string>> = {
  [IDENTITY_CENTER]: "managementAccountId",
  "aws:organizations/organization:Organization": "masterAccountId",
  "aws-native:organizations:Organization": "managementAccountId",
};

/** The management account as the preview tells it; undefined where it doesn't. */
export function managementAccountIn({ before, after }: Sides): string | undefined {
  for (const { type, outputs } of [...after.values(), ...before.values()]) {
    const output = OUTPUTS[type];
    const account = output === undefined ? undefined : text(outputs[output]);
    if (account !== undefined && account !== UNKNOWN) return account;
  }
  return undefined;
}

const REGISTRATION = /^aws:organizations[:/](?:delegatedAdministrator:)?DelegatedAdministrator$/;

/**
 * Accounts of delegated administrators of Identity Center on one side of a preview: whose stack this is, and those that it
 * registers.
 */
export function delegatesIn(side: Sides["before"]): string[] {
  return [...side.values()].flatMap(({ type, inputs, outputs }) => {
    const isOne = REGISTRATION.test(type) && text(inputs.servicePrincipal) === "sso.amazonaws.com";
    const given = type === IDENTITY_CENTER ? outputs.administrationAccountId : undefined;
    const account = text(isOne ? inputs.accountId : given);
    return account && account !== UNKNOWN ? [account] : [];
  });
}
