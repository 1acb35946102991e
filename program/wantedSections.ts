import { createHash } from "node:crypto";
import type { Configuration } from "../model/schema/configuration.ts";
import type { WantedSections } from "../model/transition/sectionNotes.ts";

/** What this program makes of the sections that guard the organization and watch over it, as notes name it. */
export function wantedSections(configuration: Configuration): WantedSections {
  const { auditTrail, alarms, detection, rootGuardrails, groups } = configuration;
  const { attributes, regions } = configuration.identityCenter;
  const administrators = Object.keys(groups).filter((key) => groups[key]?.administrators);
  return {
    auditTrail: auditTrail.enabled ? digestOf(auditTrail) : "",
    alarms: alarms.enabled ? digestOf([alarms, administrators]) : "",
    detection: detection.enabled ? digestOf(detection) : "",
    rootGuardrails: rootGuardrails.enabled ? digestOf(rootGuardrails) : "",
    identityCenter:
      Object.keys(attributes).length + regions.length === 0 ? "" : digestOf([attributes, regions]),
  };
}

/** The same for the same values, in whatever order keys and items stand. */
function digestOf(value: object): string {
  const text = JSON.stringify(sorted(value));
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const items = Array.isArray(value) ? value : Object.entries(value);
  return items.map((one) => JSON.stringify(sorted(one))).sort();
}
