import { takesIn } from "../access/glob.ts";
import type { Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import { detectionGone, type Lost, lostDetection } from "./lostDetection.ts";
import {
  type Exemption,
  type GuardingSection,
  guardingSections,
  type Protection,
  type Setting,
  type Surroundings,
  wantedProtection,
} from "./protection.ts";
import { takesAway } from "./takesAway.ts";

/** What a lost protection can't be judged without. */
interface Wanted extends Surroundings {
  readonly configuration: Configuration;
  /** Where the guardrails are in force now and won't be any longer, as people call it. */
  readonly unguarded: readonly string[];
  /** Administrators of the other stack of whom alarms tell now and won't any longer, as people call them. */
  readonly unwatched: readonly string[];
  /** Names by id of the accounts that are active. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Whether what a section says may not be named. */
  readonly isSecret: (section: GuardingSection) => boolean;
}

/**
 * What of the protection a change takes away, said before it is done: somebody may well mean it, and nobody should
 * find it out later. What leaves the organization without a recorder by mistake is refused.
 *
 * @param before as it is deployed, or as another configuration wants it
 */
export function lostProtection(before: Protection, wanted: Wanted): Problem[] {
  const { configuration } = wanted;
  const after = wantedProtection(configuration, wanted);
  const lost = new Map(
    [...before.parts].map(([setting, names]) => [
      setting,
      [...names].filter((name) => !after.parts.get(setting)?.has(name)),
    ]),
  );
  const of = (setting: Setting) => lost.get(setting) ?? [];
  return [
    ...regionsGone(of),
    ...guardingSections.flatMap((section) => {
      if (![...before.parts.keys()].some((setting) => sectionOf(setting) === section)) return [];
      if (!configuration[section].enabled) return [switchedOff(section, of)];
      return partsLost[section](of, { before, after, ...wanted });
    }),
  ];
}

interface Change extends Wanted {
  readonly before: Protection;
  readonly after: Protection;
}

function sectionOf(setting: Setting): string {
  return setting.replace(/\..*/, "");
}

function regionsGone(of: Lost): Problem[] {
  const regions = of("identityCenter.regions");
  if (regions.length === 0) return [];
  const what = `nobody can sign in in ${regions.join(", ")} any longer when the home Region can't be reached`;
  return [takesAway("identityCenter.regions", what)];
}

/** A whole section that goes. */
function switchedOff(section: GuardingSection, of: Lost): Problem {
  const advice = "write enabled: true with its settings where that isn't meant";
  return takesAway(`${section}.enabled`, `it is off now, so that ${goesWith[section](of)}`, advice);
}

const goesWith: Readonly<Record<GuardingSection, (of: Lost) => string>> = {
  auditTrail: (of) => {
    const events =
      of("auditTrail.logGroup").length > 0 ? ", and its log group with all events" : "";
    return `the trail is deleted${events}, and nothing records who did what (the bucket with the log files stays)`;
  },
  alarms: (of) => `nobody is told any longer of ${firstFew(of("alarms"), 20)}`,
  detection: detectionGone,
  rootGuardrails: (of) => {
    const root =
      of("rootGuardrails.centralRootAccess").length > 0
        ? ", and what turned central root access on is deleted"
        : "";
    return `no service control policy denies ${firstFew(of("rootGuardrails"), 20)} any longer${root}`;
  },
};

type PartsLost = (of: Lost, change: Change) => Problem[];

const partsLost: Readonly<Record<GuardingSection, PartsLost>> = {
  auditTrail: (of, { before: { logFileDays, eventDays }, after }) => {
    const found: Problem[] = [];
    const isLower = (now: number | undefined, former: number | undefined) =>
      now !== undefined && now < (former ?? Number.POSITIVE_INFINITY);
    if (of("auditTrail").length === 0 && isLower(after.logFileDays, logFileDays)) {
      const before = logFileDays === undefined ? "for ever" : `for ${logFileDays} days`;
      const what = `S3 deletes log files that are older than ${after.logFileDays} days, and they were to be kept ${before}`;
      found.push(takesAway("auditTrail.retentionDays", what));
    }
    if (of("auditTrail.logGroup").length > 0) {
      const isReplaced = (after.parts.get("auditTrail.logGroup")?.size ?? 0) > 0;
      const what = isReplaced
        ? "another name of the trail is another log group, and the former one is deleted with its events (the bucket has the events, too)"
        : "the log group is deleted with its events, and alarms that watch every account by it go (the bucket has the events, too)";
      found.push(takesAway(isReplaced ? "auditTrail.name" : "auditTrail.logGroup", what));
    } else if (eventDays !== undefined && isLower(after.eventDays, eventDays)) {
      const what = `CloudWatch Logs deletes events that are older than ${after.eventDays} days, and they were to be kept for ${eventDays} (the bucket has them, too)`;
      found.push(takesAway("auditTrail.logGroup.retentionDays", what));
    }
    return found;
  },
  alarms: (of, { unwatched, isSecret, ...change }) => {
    const found: Problem[] = [];
    const tell = (path: string, what: string) => found.push(takesAway(path, what));
    const silent = of("alarms");
    if (silent.length > 0)
      tell("alarms.without", `nobody is told any longer of ${firstFew(silent, 20)}`);
    if (of("alarms.emails").length > 0) {
      found.push(addressesGone(of("alarms.emails"), change, isSecret("alarms")));
    }
    const isTrailLost = of("auditTrail").length + of("auditTrail.logGroup").length > 0;
    if (of("alarms.logGroup").length > 0 && !isTrailLost) {
      tell(
        "alarms.logGroup",
        "alarms watch the management account alone, and no other account any longer",
      );
    }
    const names = (all: readonly string[]) =>
      isSecret("alarms") ? "some that were watched" : firstFew(all);
    const [roles, users] = [of("alarms.emergencyRoles"), of("alarms.emergencyUsers")];
    if (!silent.includes("emergency-access") && roles.length > 0) {
      const what = `nobody is told any longer when somebody takes roles for emergencies: ${names(roles)}`;
      tell("alarms.emergencyRoles", what);
    }
    if (!silent.includes("emergency-access") && users.length > 0) {
      const what = `nobody is told any longer when users for emergencies sign in: ${names(users)}`;
      tell("alarms.emergencyUsers", what);
    }
    if (!silent.includes("administrators") && unwatched.length > 0) {
      const what = `nobody is told any longer when somebody changes ${firstFew(unwatched)}, by which others than this stack's groups administer`;
      const advice =
        "name the stack that has them as otherStack, and mark its group with administrators: true, where that isn't meant";
      found.push(takesAway("delegatedAdministration.otherStack", what, advice));
    }
    return found;
  },
  detection: lostDetection,
  rootGuardrails: (of, { before, after, unguarded, isSecret, configuration }) => {
    const found: Problem[] = [];
    const denied = of("rootGuardrails");
    if (denied.length > 0) {
      const what = `the service control policy doesn't deny ${denied.join(", ")} any longer`;
      found.push(takesAway("rootGuardrails.without", what));
    }
    if (unguarded.length > 0) {
      const what = `the service control policy is detached from ${firstFew(unguarded, 20)}: only what is named now, and what is below it, keeps it`;
      const key = configuration.rootGuardrails.stage.length > 0 ? "stage" : "targets";
      found.push(takesAway(`rootGuardrails.${key}`, what));
    }
    for (const [list, names] of after.exempt) {
      const former = before.exempt.get(list);
      const more = [...names].filter(
        (name) => former && ![...former].some((one) => takesIn(one, name)),
      );
      if (more.length === 0) continue;
      const who = isSecret("rootGuardrails") ? "more roles than before" : firstFew(more);
      const advice = "take what isn't meant out of the list again";
      found.push(takesAway(`rootGuardrails.${list}`, `${who} ${MAY[list]}`, advice));
    }
    if (of("rootGuardrails.centralRootAccess").length > 0) {
      const what = "what turned central root access on is deleted, and it is turned off with it";
      found.push(takesAway("rootGuardrails.centralRootAccess", what));
    }
    return found;
  },
};

/** What roles of these lists aren't denied. */
const MAY: Readonly<Record<Exemption, string>> = {
  credentialRoles: "may make IAM users, passwords and access keys in member accounts from now on",
  administratorRoles: "may change trails and the identity source in member accounts from now on",
};

function addressesGone(
  gone: readonly string[],
  { before: { confirmed }, configuration: { alarms } }: Pick<Change, "before" | "configuration">,
  isSecret: boolean,
): Problem {
  const who = isSecret ? "an address that was told" : firstFew(gone);
  const what = `${who} hears of nothing any longer`;
  const isHeard = !confirmed || alarms.emails.some((address) => confirmed.has(address));
  if (isHeard) return takesAway("alarms.emails", what);
  return takesAway(
    "alarms.emails",
    `${what}, and of those who are left nobody has followed the link in AWS's message yet, as far as the state knows: until somebody does, nobody is told`,
    "keep the former address beside the new one, have the link followed, run pulumi up --refresh, and take the former one out then",
  );
}
