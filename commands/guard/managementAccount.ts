import { text, UNKNOWN } from "../../policies/value.ts";
import { IDENTITY_CENTER } from "./resourceKind.ts";
import type { SideResource, Sides } from "./side.ts";

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

/** Registrations of delegated administrators of Identity Center on one side of a preview. */
export function registeredIn(side: Sides["before"]): SideResource[] {
  return [...side.values()].filter(
    ({ type, inputs }) =>
      REGISTRATION.test(type) && text(inputs.servicePrincipal) === "sso.amazonaws.com",
  );
}

/**
 * Accounts of delegated administrators of Identity Center on one side of a preview: whose stack this is, and those that it
 * registers.
 */
export function delegatesIn(side: Sides["before"]): string[] {
  const registered = registeredIn(side).map(({ inputs }) => inputs.accountId);
  const own = [...side.values()]
    .filter(({ type }) => type === IDENTITY_CENTER)
    .map(({ outputs }) => outputs.administrationAccountId);
  return [...registered, ...own].flatMap((given) => {
    const account = text(given);
    return account && account !== UNKNOWN ? [account] : [];
  });
}
