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

/** Accounts of delegated administrators whose stack this is, as the preview tells them. */
export function delegatesIn({ before, after }: Sides): string[] {
  return [...after.values(), ...before.values()].flatMap(({ type, outputs }) => {
    const account = type === IDENTITY_CENTER && text(outputs.administrationAccountId);
    return account && account !== UNKNOWN ? [account] : [];
  });
}
