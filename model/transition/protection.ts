import { alarmNames } from "../schema/alarms.ts";
import type { Configuration } from "../schema/configuration.ts";
import { configRules, contactKinds } from "../schema/detection.ts";
import { guardrails } from "../schema/rootGuardrails.ts";

/** Sections that guard the organization, or watch over it. */
export const guardingSections = ["auditTrail", "alarms", "detection", "rootGuardrails"] as const;
export type GuardingSection = (typeof guardingSections)[number];

/** What makes a part of the protection: a key of the configuration, as it stands after `access:`. */
export type Setting =
  | "auditTrail"
  | "auditTrail.logGroup"
  | "alarms"
  | "alarms.emails"
  | "detection.accessAnalyzer.external"
  | "detection.accessAnalyzer.unused"
  | "detection.config"
  | "detection.config.organization"
  | "detection.config.recorder"
  | "detection.passwordPolicy"
  | "detection.contacts"
  | "rootGuardrails"
  | "rootGuardrails.targets"
  | "rootGuardrails.centralRootAccess";

/** Names of the parts that each setting makes: alarms, addresses, rules; where there is one, any name. */
export type Parts = ReadonlyMap<Setting, ReadonlySet<string>>;

/** What of a stack guards the organization, or watches over it. */
export interface Protection {
  readonly parts: Parts;
  /** Addresses whose owners followed the link in AWS's message, as far as the state knows. */
  readonly confirmed: ReadonlySet<string>;
  /** Days after which log files of the trail are deleted. Absent: never, or there is none. */
  readonly logFileDays?: number;
  /** Days after which events in the trail's log group are deleted. */
  readonly eventDays?: number;
}

/**
 * The same as a configuration wants it, but for the guardrails' targets, which only the organization tells.
 *
 * @param watchesOthers whether alarms tell of the other stack's administrators, too
 */
export function wantedParts(
  configuration: Configuration,
  { home, watchesOthers }: { readonly home: string; readonly watchesOthers: boolean },
): Parts {
  const { auditTrail, alarms, detection, rootGuardrails, groups } = configuration;
  const parts = new Map<Setting, ReadonlySet<string>>();
  const want = (setting: Setting, names: readonly string[]) => parts.set(setting, new Set(names));
  const one = (isWanted: boolean) => (isWanted ? [""] : []);
  if (auditTrail.enabled) {
    want("auditTrail", [""]);
    want("auditTrail.logGroup", one(auditTrail.logGroup !== undefined));
  }
  if (alarms.enabled) {
    const hasSubject: Readonly<Record<string, boolean>> = {
      administrators: watchesOthers || Object.values(groups).some((group) => group.administrators),
      "emergency-access": alarms.emergencyRoles.length + alarms.emergencyUsers.length > 0,
    };
    want(
      "alarms",
      alarmNames.filter((name) => !alarms.without.includes(name) && (hasSubject[name] ?? true)),
    );
    want("alarms.emails", alarms.emails);
  }
  if (detection.enabled) {
    const { accessAnalyzer, config, passwordPolicy, contacts } = detection;
    const regions = accessAnalyzer.regions.length > 0 ? accessAnalyzer.regions : [home];
    want("detection.accessAnalyzer.external", accessAnalyzer.external ? regions : []);
    want("detection.accessAnalyzer.unused", one(accessAnalyzer.unused !== false));
    const rules = configRules.filter((rule) => !config.without.includes(rule));
    want("detection.config", config.enabled ? rules : []);
    want("detection.config.organization", one(config.enabled && config.organization));
    want("detection.config.recorder", one(config.enabled && config.recorder === "create"));
    want("detection.passwordPolicy", one(passwordPolicy.enabled));
    want(
      "detection.contacts",
      contactKinds.filter((kind) => contacts[kind] !== undefined),
    );
  }
  if (rootGuardrails.enabled) {
    want(
      "rootGuardrails",
      guardrails.filter((one) => !rootGuardrails.without.includes(one)),
    );
    want("rootGuardrails.centralRootAccess", one(rootGuardrails.centralRootAccess));
  }
  return parts;
}
