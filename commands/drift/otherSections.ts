import type { Configuration } from "../../model/schema/configuration.ts";

/** What the code has on beside access, which is compared with nothing here: sections and settings, by their keys. */
export function otherSections({
  alarms,
  auditTrail,
  delegatedAdministration,
  detection,
  identityCenter,
  rootGuardrails,
}: Configuration): string[] {
  const isOn: Readonly<Record<string, boolean>> = {
    "access:rootGuardrails": rootGuardrails.enabled,
    "access:auditTrail": auditTrail.enabled,
    "access:alarms": alarms.enabled,
    "access:detection": detection.enabled,
    "access:delegatedAdministration": delegatedAdministration !== undefined,
    "access:identityCenter.regions": identityCenter.regions.length > 0,
    "access:identityCenter.encryption": identityCenter.encryption !== undefined,
  };
  return Object.keys(isOn).filter((key) => isOn[key]);
}
