import type { Configuration } from "../model/schema/configuration.ts";
import type { WantedSections } from "../model/transition/sectionNotes.ts";
import { digestOf } from "./digest.ts";

/** What this program makes of the sections that guard the organization and watch over it, as notes name it. */
export function wantedSections(configuration: Configuration): WantedSections {
  const { auditTrail, alarms, detection, rootGuardrails, groups } = configuration;
  const { attributes, regions } = configuration.identityCenter;
  // Whom alarms tell of, and where they read what happened.
  const administrators = Object.entries(groups).flatMap(([key, { administrators, access }]) =>
    administrators ? [[key, access.map(({ permissionSet }) => permissionSet)]] : [],
  );
  const trail = auditTrail.enabled ? [auditTrail.name, auditTrail.logGroup] : [];
  return {
    auditTrail: auditTrail.enabled ? digestOf(auditTrail) : "",
    alarms: alarms.enabled ? digestOf([alarms, administrators, trail]) : "",
    detection: detection.enabled ? digestOf(detection) : "",
    rootGuardrails: rootGuardrails.enabled ? digestOf(rootGuardrails) : "",
    identityCenter:
      Object.keys(attributes).length + regions.length === 0 ? "" : digestOf([attributes, regions]),
  };
}
