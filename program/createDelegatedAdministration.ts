import { DelegatedAdministration } from "../components/delegatedAdministration.ts";
import type { Home } from "./fromConfiguration.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** The delegated administrator's registration, in the management account's stack. */
export function createDelegatedAdministration(
  { configuration, delegateId }: WantedAccess,
  { center, place }: Home,
): DelegatedAdministration | undefined {
  const isHere = configuration.delegatedAdministration?.stack === "management";
  if (!isHere || delegateId === undefined) return undefined;
  return new DelegatedAdministration(
    "delegated-administration",
    { managementAccountId: center.managementAccountId, accountId: delegateId },
    place,
  );
}
