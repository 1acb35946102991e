import { alarmNames } from "../schema/alarms.ts";
import { AUDIT_TRAIL } from "../schema/auditTrail.ts";
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
  | "alarms.logGroup"
  | "alarms.emergencyRoles"
  | "alarms.emergencyUsers"
  | "detection.accessAnalyzer.external"
  | "detection.accessAnalyzer.unused"
  | "detection.config"
  | "detection.config.hardwareMfa"
  | "detection.config.organization"
  | "detection.config.recorder"
  | "detection.passwordPolicy"
  | "detection.passwordPolicy.requires"
  | "detection.contacts"
  | "detection.contacts.accounts"
  | "identityCenter.regions"
  | "rootGuardrails"
  | "rootGuardrails.targets"
  | "rootGuardrails.centralRootAccess";

/** Names of the parts that each setting makes: alarms, addresses, rules, the trail of a log group; where there is one, any name. */
export type Parts = ReadonlyMap<Setting, ReadonlySet<string>>;

/** Lists of roles that guardrails exempt, each with the guardrails that look at it. */
export const exemptions = {
  credentialRoles: ["long-term-credentials"],
  administratorRoles: ["trail-changes", "identity-source"],
} as const;
export type Exemption = keyof typeof exemptions;

/** Keys of the configuration, as they stand after `access:`, whose number says how strict they are. */
export type Limit =
  | "detection.accessAnalyzer.unused.days"
  | "detection.config.maximumKeyAge"
  | "detection.passwordPolicy.maximumAge"
  | "detection.passwordPolicy.minimumLength"
  | "detection.passwordPolicy.reusePrevention";

/** After how many days passwords end that never do. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Characters that a password policy may ask for, as the configuration calls them. */
export const requirements = ["symbols", "numbers", "upperCase", "lowerCase"] as const;

/** What of a stack guards the organization, or watches over it. */
export interface Protection {
  readonly parts: Parts;
  /** Limits of what is on. */
  readonly limits: ReadonlyMap<Limit, number>;
  /** Accounts that rules in all others leave out: 12 digits each. */
  readonly unjudged: ReadonlySet<string>;
  /** Roles by name, with `*` for any text, that guardrails which are in force exempt. */
  readonly exempt: ReadonlyMap<Exemption, ReadonlySet<string>>;
  /** Addresses whose owners followed the link in AWS's message, as far as the state knows. Absent where there is no state. */
  readonly confirmed?: ReadonlySet<string>;
  /** Addresses whose owners haven't followed it in some Region, as far as the state knows. */
  readonly unconfirmed?: ReadonlySet<string>;
  /** Days after which log files of the trail are deleted. Absent: never, or there is none. */
  readonly logFileDays?: number;
  /** Days after which events in the trail's log group are deleted. */
  readonly eventDays?: number;
}

/** Stands for the management account among accounts by id. */
export const MANAGEMENT = "management";

/** What a configuration's protection depends on, besides itself. */
export interface Surroundings {
  /** Home Region of Identity Center. */
  readonly home: string;
  /** Whether alarms tell of the other stack's administrators, too. */
  readonly watchesOthers: boolean;
  /** Accounts that get contacts: 12 digits, or {@link MANAGEMENT}. */
  readonly contactAccounts: readonly string[];
  /** Accounts that rules of the organization leave out: 12 digits each. */
  readonly unjudgedAccounts: readonly string[];
}

/** What a configuration wants of it, but for the guardrails' targets, which only the organization tells. */
export function wantedProtection(configuration: Configuration, around: Surroundings): Protection {
  const { auditTrail, rootGuardrails } = configuration;
  const { enabled: isRecorded, retentionDays, logGroup } = auditTrail;
  const isDenied = (guardrail: (typeof guardrails)[number]) =>
    rootGuardrails.enabled && !rootGuardrails.without.includes(guardrail);
  return {
    parts: wantedParts(configuration, around),
    limits: wantedLimits(configuration),
    unjudged: new Set(around.unjudgedAccounts),
    exempt: new Map(
      Object.entries(exemptions).flatMap(([key, by]) => {
        const name = key as Exemption;
        return by.some(isDenied) ? [[name, new Set(rootGuardrails[name])] as const] : [];
      }),
    ),
    ...(isRecorded && retentionDays !== undefined ? { logFileDays: retentionDays } : {}),
    ...(isRecorded && logGroup ? { eventDays: logGroup.retentionDays } : {}),
  };
}

function wantedLimits({ detection }: Configuration): ReadonlyMap<Limit, number> {
  const { enabled, accessAnalyzer, config, passwordPolicy } = detection;
  const limits = new Map<Limit, number>();
  if (!enabled) return limits;
  const { unused } = accessAnalyzer;
  if (unused !== false) limits.set("detection.accessAnalyzer.unused.days", unused.days);
  if (config.enabled && !config.without.includes("key-age")) {
    limits.set("detection.config.maximumKeyAge", config.maximumKeyAge);
  }
  if (passwordPolicy.enabled) {
    const { maximumAge = NEVER, minimumLength, reusePrevention } = passwordPolicy;
    limits.set("detection.passwordPolicy.maximumAge", maximumAge);
    limits.set("detection.passwordPolicy.minimumLength", minimumLength);
    limits.set("detection.passwordPolicy.reusePrevention", reusePrevention);
  }
  return limits;
}

/** Events name users without their path. */
function withoutPath(user: string): string {
  return user.slice(user.lastIndexOf("/") + 1);
}

function wantedParts(
  configuration: Configuration,
  { home, watchesOthers, contactAccounts }: Surroundings,
): Parts {
  const { auditTrail, alarms, detection, identityCenter, rootGuardrails, groups } = configuration;
  const parts = new Map<Setting, ReadonlySet<string>>();
  const want = (setting: Setting, names: readonly string[]) => parts.set(setting, new Set(names));
  const one = (isWanted: boolean) => (isWanted ? [""] : []);
  want("identityCenter.regions", identityCenter.regions);
  const hasLogGroup = auditTrail.enabled && auditTrail.logGroup !== undefined;
  if (auditTrail.enabled) {
    want("auditTrail", [""]);
    // Another name of the trail is another log group.
    want("auditTrail.logGroup", hasLogGroup ? [auditTrail.name ?? AUDIT_TRAIL] : []);
  }
  if (alarms.enabled) {
    const hasSubject: Readonly<Record<string, boolean>> = {
      administrators: watchesOthers || Object.values(groups).some((group) => group.administrators),
      "emergency-access": alarms.emergencyRoles.length + alarms.emergencyUsers.length > 0,
    };
    const isTold = (name: (typeof alarmNames)[number]) =>
      !alarms.without.includes(name) && (hasSubject[name] ?? true);
    want("alarms", alarmNames.filter(isTold));
    want("alarms.emails", alarms.emails);
    want("alarms.logGroup", one(hasLogGroup || alarms.logGroup !== undefined));
    const watchesUse = isTold("emergency-access");
    want("alarms.emergencyRoles", watchesUse ? alarms.emergencyRoles : []);
    want("alarms.emergencyUsers", watchesUse ? alarms.emergencyUsers.map(withoutPath) : []);
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
    want(
      "detection.config.hardwareMfa",
      one(config.enabled && config.hardwareMfa && rules.includes("root-mfa")),
    );
    want("detection.passwordPolicy", one(passwordPolicy.enabled));
    want(
      "detection.passwordPolicy.requires",
      passwordPolicy.enabled ? requirements.filter((one) => passwordPolicy[one]) : [],
    );
    const kinds = contactKinds.filter((kind) => contacts[kind] !== undefined);
    want("detection.contacts", kinds);
    want("detection.contacts.accounts", kinds.length > 0 ? contactAccounts : []);
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
