import { error, type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import {
  type GuardingSection,
  guardingSections,
  type Protection,
  type Setting,
  wantedParts,
} from "./protection.ts";

/** What a lost protection can't be judged without. */
interface Wanted {
  readonly configuration: Configuration;
  /** Home Region of Identity Center. */
  readonly home: string;
  /** Where the guardrails are in force now and won't be any longer, as people call it. */
  readonly unguarded: readonly string[];
  /** Whether alarms tell of the other stack's administrators, too. */
  readonly watchesOthers: boolean;
  /** Whether addresses may be named. */
  readonly isSecret: boolean;
}

/**
 * What of the protection an update takes away, said before it is done: somebody may well mean it, and nobody should
 * find it out later. What leaves the organization without a recorder by mistake is refused.
 */
export function lostProtection(deployed: Protection, wanted: Wanted): Problem[] {
  const { configuration } = wanted;
  const parts = wantedParts(configuration, wanted);
  const lost = new Map(
    [...deployed.parts].map(([setting, names]) => [
      setting,
      [...names].filter((name) => !parts.get(setting)?.has(name)),
    ]),
  );
  const of = (setting: Setting) => lost.get(setting) ?? [];
  return guardingSections.flatMap((section) => {
    if (![...deployed.parts.keys()].some((setting) => sectionOf(setting) === section)) return [];
    if (!configuration[section].enabled) return [switchedOff(section, of)];
    return partsLost[section](of, deployed, wanted);
  });
}

type Lost = (setting: Setting) => readonly string[];

function sectionOf(setting: Setting): string {
  return setting.replace(/\..*/, "");
}

/** Begins each such warning, after its place and path; `npm run guard` knows it by that. */
export const TAKES_AWAY = "takes protection away: ";

function takesAway(path: string, what: string, advice = "put it back where that isn't meant") {
  return warning(`access:${path}`, `${TAKES_AWAY}${what}; ${advice}`);
}

/** A whole section that goes. */
function switchedOff(section: GuardingSection, of: Lost): Problem {
  const advice = "write enabled: true with its settings where that isn't meant";
  return takesAway(section, `it is off now, so that ${goesWith[section](of)}`, advice);
}

const goesWith: Readonly<Record<GuardingSection, (of: Lost) => string>> = {
  auditTrail: (of) => {
    const events =
      of("auditTrail.logGroup").length > 0 ? ", and its log group with all events" : "";
    return `the trail is deleted${events}, and nothing records who did what (the bucket with the log files stays)`;
  },
  alarms: (of) => `nobody is told any longer of ${firstFew(of("alarms"), 20)}`,
  detection: (of) =>
    together(
      analyzersGone(of),
      rulesGone(of),
      recorderGone(of),
      passwordsGone(of),
      contactsGone(of),
    ) ?? "nothing is looked for any longer",
  rootGuardrails: (of) => {
    const root =
      of("rootGuardrails.centralRootAccess").length > 0
        ? ", and what turned central root access on is deleted"
        : "";
    return `no service control policy denies ${firstFew(of("rootGuardrails"), 20)} any longer${root}`;
  },
};

type PartsLost = (of: Lost, deployed: Protection, wanted: Wanted) => Problem[];

const partsLost: Readonly<Record<GuardingSection, PartsLost>> = {
  auditTrail: (of, { logFileDays, eventDays }, { configuration: { auditTrail } }) => {
    const found: Problem[] = [];
    const { retentionDays, logGroup } = auditTrail;
    const isLower = (now: number | undefined, before: number | undefined) =>
      now !== undefined && now < (before ?? Number.POSITIVE_INFINITY);
    if (of("auditTrail").length === 0 && isLower(retentionDays, logFileDays)) {
      const before = logFileDays === undefined ? "for ever" : `for ${logFileDays} days`;
      const what = `S3 deletes log files that are older than ${retentionDays} days, and they were to be kept ${before}`;
      found.push(takesAway("auditTrail.retentionDays", what));
    }
    if (of("auditTrail.logGroup").length > 0) {
      const what =
        "the log group is deleted with its events, and alarms that watch every account by it go (the bucket has the events, too)";
      found.push(takesAway("auditTrail.logGroup", what));
    } else if (eventDays !== undefined && isLower(logGroup?.retentionDays, eventDays)) {
      const what = `CloudWatch Logs deletes events that are older than ${logGroup?.retentionDays} days, and they were to be kept for ${eventDays} (the bucket has them, too)`;
      found.push(takesAway("auditTrail.logGroup.retentionDays", what));
    }
    return found;
  },
  alarms: (of, deployed, { configuration: { alarms }, isSecret }) => {
    const found: Problem[] = [];
    const silent = of("alarms");
    if (silent.length > 0) {
      found.push(takesAway("alarms", `nobody is told any longer of ${firstFew(silent, 20)}`));
    }
    const gone = of("alarms.emails");
    if (gone.length === 0) return found;
    const who = isSecret ? "an address that was told" : firstFew(gone);
    const isHeard = alarms.emails.some((address) => deployed.confirmed.has(address));
    const what = `${who} hears of nothing any longer`;
    found.push(
      isHeard
        ? takesAway("alarms.emails", what)
        : takesAway(
            "alarms.emails",
            `${what}, and of those who are left nobody has followed the link in AWS's message yet, as far as the state knows: until somebody does, nobody is told`,
            "keep the former address beside the new one, have the link followed, run pulumi up --refresh, and take the former one out then",
          ),
    );
    return found;
  },
  detection: (of, _, { configuration: { detection } }) => {
    const found: Problem[] = [];
    const tell = (path: string, what: string | undefined) => {
      if (what !== undefined) found.push(takesAway(`detection.${path}`, what));
    };
    tell("accessAnalyzer", analyzersGone(of));
    const hasRules = detection.config.enabled;
    tell("config", together(rulesGone(of), hasRules ? undefined : recorderGone(of)));
    if (hasRules && of("detection.config.recorder").length > 0) {
      found.push(error("access:detection.config.recorder", OWN_RECORDER));
    }
    if (hasRules && of("detection.config.organization").length > 0) {
      tell("config.organization", "the rules judge the management account alone any longer");
    }
    tell("passwordPolicy", passwordsGone(of));
    tell("contacts", contactsGone(of));
    return found;
  },
  rootGuardrails: (of, _, { unguarded }) => {
    const found: Problem[] = [];
    const denied = of("rootGuardrails");
    if (denied.length > 0) {
      const what = `the service control policy doesn't deny ${denied.join(", ")} any longer`;
      found.push(takesAway("rootGuardrails.without", what));
    }
    if (unguarded.length > 0) {
      const what = `the service control policy is detached from ${firstFew(unguarded, 20)}, and what is there isn't below any of the others`;
      found.push(takesAway("rootGuardrails", what));
    }
    if (of("rootGuardrails.centralRootAccess").length > 0) {
      const what = "what turned central root access on is deleted, and it is turned off with it";
      found.push(takesAway("rootGuardrails.centralRootAccess", what));
    }
    return found;
  },
};

/** An account has one recorder in a Region (AWS Config Developer Guide, "Working with the Configuration Recorder"). */
const OWN_RECORDER =
  "is existing, and the recorder that is there is this stack's own, which would be deleted: nothing would be recorded, and the rules would judge nothing; write create to keep it, or, where another is to record, set config.enabled to false, run pulumi up, have the other made, and then write existing";

function together(...gone: readonly (string | undefined)[]): string | undefined {
  const said = gone.filter((one) => one !== undefined);
  return said.length > 0 ? said.join(", and ") : undefined;
}

function analyzersGone(of: Lost): string | undefined {
  const external = of("detection.accessAnalyzer.external");
  const kinds = [
    ...(external.length > 0 ? [`external access in ${external.join(", ")}`] : []),
    ...(of("detection.accessAnalyzer.unused").length > 0 ? ["unused access"] : []),
  ];
  if (kinds.length === 0) return undefined;
  return `nobody looks for ${kinds.join(" and ")} any longer, and what was found is deleted`;
}

function rulesGone(of: Lost): string | undefined {
  const rules = of("detection.config");
  return rules.length > 0 ? `AWS Config doesn't judge ${rules.join(", ")} any longer` : undefined;
}

function recorderGone(of: Lost): string | undefined {
  if (of("detection.config.recorder").length === 0) return undefined;
  return "this stack's recorder is deleted, so that nothing records users and roles of IAM (the bucket with their history stays)";
}

function passwordsGone(of: Lost): string | undefined {
  if (of("detection.passwordPolicy").length === 0) return undefined;
  return "the account's password policy is deleted, and AWS's own holds";
}

function contactsGone(of: Lost): string | undefined {
  const kinds = of("detection.contacts");
  return kinds.length > 0 ? `AWS writes to no contact for ${kinds.join(", ")}` : undefined;
}
