import type { DelegatedAdministrator } from "../../live/liveOrganization.ts";
import { type Gap, gapOf } from "./gap.ts";

/** Accounts that administer a service for the organization, and why more of them may. */
export interface Delegation {
  readonly accounts: readonly string[];
  readonly gaps: readonly Gap[];
}

/** @param service its principal, such as `sso.amazonaws.com` */
export function delegationOf(
  administrators: readonly DelegatedAdministrator[],
  service: string,
): Delegation {
  return {
    accounts: administrators.flatMap(({ account, services }) =>
      services.isRead && services.value.includes(service) ? [account] : [],
    ),
    gaps: administrators.flatMap(({ services }) => (services.isRead ? [] : [gapOf(services)])),
  };
}

/** Identity Center's principal. */
export const IDENTITY_CENTER = "sso.amazonaws.com";
