import { watchedIn } from "../components/alarms/watchedIn.ts";
import { guardrailsIn } from "../components/guardrails/guardrailPolicy.ts";
import { alarmNames } from "../model/schema/alarms.ts";
import {
  type Exemption,
  exemptions,
  type Protection,
  type Setting,
} from "../model/transition/protection.ts";
import { list, record, text } from "./stateValues.ts";

/** A resource below one of this program's components: its type from there on, its name and its outputs. */
interface OwnResource {
  readonly type: string;
  readonly name: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const OWNER = "identity-center:index:";
const TRAIL = `${OWNER}AuditTrail$`;
const DETECTION = `${OWNER}Detection$aws:`;

/** What of a state guards the organization, or watches over it. */
export class DeployedProtection {
  readonly #parts = new Map<Setting, Set<string>>();
  readonly #exempt = new Map<Exemption, Set<string>>();
  readonly #confirmed = new Set<string>();
  #logFileDays: number | undefined;
  #eventDays: number | undefined;

  add(resource: OwnResource): void {
    const { type, name, outputs } = resource;
    switch (type) {
      case `${TRAIL}awsx:cloudtrail:Trail$aws:cloudtrail/trail:Trail`:
        this.#note("auditTrail", "");
        break;
      case `${TRAIL}aws:cloudwatch/logGroup:LogGroup`:
        this.#eventDays = number(outputs.retentionInDays);
        this.#note("auditTrail.logGroup", "");
        break;
      case `${TRAIL}aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`:
        this.#logFileDays = number(record(record(list(outputs.rules)[0]).expiration).days);
        break;
      case `${OWNER}Alarms$aws:cloudwatch/eventRule:EventRule`:
        this.#noteAlarm(name, text(outputs.eventPattern));
        break;
      case `${OWNER}Alarms$aws:cloudwatch/metricAlarm:MetricAlarm`:
        this.#note("alarms.logGroup", "");
        break;
      case `${OWNER}Alarms$aws:sns/topicSubscription:TopicSubscription`:
        if (outputs.pendingConfirmation === false) this.#confirmed.add(text(outputs.endpoint));
        this.#note("alarms.emails", text(outputs.endpoint));
        break;
      case `${OWNER}IdentityCenter$aws:ssoadmin/region:Region`:
        this.#note("identityCenter.regions", text(outputs.regionName));
        break;
      case `${OWNER}RootGuardrails$aws:organizations/policy:Policy`:
        this.#noteGuardrails(text(outputs.content));
        break;
      case `${OWNER}RootGuardrails$aws:organizations/policyAttachment:PolicyAttachment`:
        this.#note("rootGuardrails.targets", text(outputs.targetId));
        break;
      case `${OWNER}RootGuardrails$aws:iam/organizationsFeatures:OrganizationsFeatures`:
        this.#note("rootGuardrails.centralRootAccess", "");
        break;
      default:
        if (type.startsWith(DETECTION)) this.#noteDetection(type.slice(DETECTION.length), resource);
    }
  }

  get protection(): Protection {
    return {
      ...{ parts: this.#parts, exempt: this.#exempt, confirmed: this.#confirmed },
      ...(this.#logFileDays === undefined ? {} : { logFileDays: this.#logFileDays }),
      ...(this.#eventDays === undefined ? {} : { eventDays: this.#eventDays }),
    };
  }

  /** Rules are called after their alarm, with a number where there are several. */
  #noteAlarm(name: string, pattern: string): void {
    const alarm = alarmNames.find((one) => new RegExp(`-${one}(-\\d+)?$`).test(name));
    if (alarm === undefined) return;
    this.#note("alarms", alarm);
    if (alarm !== "emergency-access") return;
    const { emergencyRoles, emergencyUsers } = watchedIn(pattern);
    for (const one of emergencyRoles) this.#note("alarms.emergencyRoles", one);
    for (const one of emergencyUsers) this.#note("alarms.emergencyUsers", one);
  }

  #noteGuardrails(content: string): void {
    const held = guardrailsIn(content);
    for (const one of held.keys()) this.#note("rootGuardrails", one);
    for (const [list, by] of Object.entries(exemptions)) {
      const roles = by.flatMap((one) => held.get(one) ?? []);
      if (by.some((one) => held.has(one))) this.#exempt.set(list as Exemption, new Set(roles));
    }
  }

  #noteDetection(type: string, { name, outputs }: OwnResource): void {
    const [last = "", account = ""] = name.split("/").reverse();
    switch (type) {
      case "accessanalyzer/analyzer:Analyzer":
        if (outputs.type === "ORGANIZATION") {
          this.#note("detection.accessAnalyzer.external", last);
        } else this.#note("detection.accessAnalyzer.unused", "");
        break;
      case "cfg/organizationManagedRule:OrganizationManagedRule":
        this.#note("detection.config.organization", "");
        this.#note("detection.config", last);
        break;
      case "cfg/rule:Rule":
        this.#note("detection.config", last);
        break;
      case "cfg/recorder:Recorder":
        this.#note("detection.config.recorder", "");
        break;
      case "iam/accountPasswordPolicy:AccountPasswordPolicy":
        this.#note("detection.passwordPolicy", "");
        break;
      case "account/alternativeContact:AlternativeContact":
        this.#note("detection.contacts", last);
        this.#note("detection.contacts.accounts", account);
        break;
    }
  }

  #note(setting: Setting, name: string): void {
    const names = this.#parts.get(setting) ?? new Set();
    this.#parts.set(setting, names.add(name));
  }
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
