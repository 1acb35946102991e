import type { Setting } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { text, UNKNOWN, type Unknown } from "../../value.ts";
import { COMPONENT } from "./types.ts";

/** The setting of the rules that need to know the organization's management account. */
export const managementAccountSetting: Setting<string> = {
  description:
    "12 digits of the organization's management account; by default what the IdentityCenter component says, or an Organization of the stack",
  default: "",
  schema: { type: "string", pattern: "^([0-9]{12})?$" },
};

/** Organizations by type, with the output that names their management account. */
const ORGANIZATIONS: Readonly<Record<string, string>> = {
  "aws:organizations/organization:Organization": "masterAccountId",
  "aws-native:organizations:Organization": "managementAccountId",
};

/**
 * The organization's management account, as the setting or the IdentityCenter component says.
 *
 * @param given the setting's value
 * @returns `undefined` when nothing tells
 */
export function namedManagementAccount(stack: Stack, given: string): string | Unknown | undefined {
  if (given !== "") return given;
  const [component] = stack.ofType(COMPONENT);
  return component && (text(component.output("managementAccountId")) ?? UNKNOWN);
}

/**
 * The account in which the stack's administrators of Identity Center work: as the IdentityCenter component says, that of a
 * delegated administrator, whose stack it is, or else the management account.
 */
export function administrationAccount(stack: Stack, given: string): string | Unknown | undefined {
  const [component] = stack.ofType(COMPONENT);
  const input = component?.inputs?.administrationAccountId;
  const told = component?.output("administrationAccountId") ?? input;
  if (told === undefined || told === null) return managementAccount(stack, given);
  const account = text(told) ?? UNKNOWN;
  const { managementAccountId } = component?.outputs ?? {};
  return account === text(managementAccountId) ? managementAccount(stack, given) : account;
}

/** The same, or else that of an Organization of the stack. */
export function managementAccount(stack: Stack, given: string): string | Unknown | undefined {
  const named = namedManagementAccount(stack, given);
  if (named !== undefined) return named;
  for (const [type, output] of Object.entries(ORGANIZATIONS)) {
    const [organization] = stack.ofType(type);
    if (organization) return text(organization.output(output)) ?? UNKNOWN;
  }
  return undefined;
}
