import type { ProvidedResource, ProviderName } from "../components/wording.ts";
import { HOME } from "../program/homeProvider.ts";
import { AWS } from "../program/movedRegion.ts";

/** Name of the component that makes all of it. */
export const NAME = "emergency-access";

/** What is made in the management account, wherever people come in: StackSets, and roles after a slash. */
const AT_HOME = /^aws:cloudformation\//;
const ROLE = /^aws:iam\/role:Role$/;

/**
 * The provider that a resource is made with, for commands that take it into the state.
 *
 * @param accountId where people come in. Undefined: the management account
 */
export function madeWith(
  { type, name }: ProvidedResource,
  accountId: string | undefined,
): ProviderName {
  const isAtHome = AT_HOME.test(type) || (ROLE.test(type) && name.startsWith(`${NAME}/`));
  if (accountId === undefined || isAtHome) return { name: HOME, types: AWS };
  return { name: `${NAME}-account`, types: `identity-center:index:EmergencyAccess$${AWS}` };
}
