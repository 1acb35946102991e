import { DelegatedAdministration } from "../components/delegatedAdministration.ts";
import type { Home } from "./fromConfiguration.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** The delegated administrator's registration, in the management account's stack. */
export function createDelegatedAdministration(
  { access }: WantedAccess,
  { center, place }: Home,
): DelegatedAdministration | undefined {
  const { registeredId } = access;
  if (registeredId === undefined) return undefined;
  return new DelegatedAdministration(
    "delegated-administration",
    { managementAccountId: center.managementAccountId, accountId: registeredId },
    place,
  );
}
