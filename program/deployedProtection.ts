import { watchedIn } from "../components/alarms/watchedIn.ts";
import { guardrailsIn } from "../components/guardrails/guardrailPolicy.ts";
import { alarmNames } from "../model/schema/alarms.ts";
import { type Exemption, exemptions, type Protection } from "../model/transition/protection.ts";
import { noteDetection } from "./deployedDetection.ts";
import { trailOf } from "./deployedTrail.ts";
import { ProtectionNotes, positive } from "./protectionNotes.ts";
import { list, record, text } from "./stateValues.ts";

/** A resource below one of this program's components: its type from there on, its name and its outputs. */
interface OwnResource {
  readonly type: string;
  readonly name: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Whether a stack manages central root access, and whether it had IAM trusted for that. */
interface RootAccess {
  readonly isManaged: boolean;
  readonly isTrusted: boolean;
}

const OWNER = "identity-center:index:";
const TRAIL = `${OWNER}AuditTrail$`;
const DETECTION = `${OWNER}Detection$aws:`;

/** What of a state guards the organization, or watches over it. */
export class DeployedProtection {
  readonly #notes = new ProtectionNotes();
  readonly #exempt = new Map<Exemption, Set<string>>();
  readonly #confirmed = new Set<string>();
  readonly #unconfirmed = new Set<string>();
  #rootAccess: RootAccess = { isManaged: false, isTrusted: false };
  #logFileDays: number | undefined;
  #eventDays: number | undefined;

  add(resource: OwnResource): void {
    const { type, name, outputs } = resource;
    switch (type) {
      case `${TRAIL}awsx:cloudtrail:Trail$aws:cloudtrail/trail:Trail`:
        this.#notes.note("auditTrail", "");
        break;
      case `${TRAIL}aws:cloudwatch/logGroup:LogGroup`:
        this.#eventDays = positive(outputs.retentionInDays);
        this.#notes.note("auditTrail.logGroup", trailOf(text(outputs.name)));
        break;
      case `${TRAIL}aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`:
        this.#logFileDays = positive(record(record(list(outputs.rules)[0]).expiration).days);
        break;
      case `${OWNER}Alarms$aws:cloudwatch/eventRule:EventRule`:
        this.#noteAlarm(name, text(outputs.eventPattern));
        break;
      case `${OWNER}Alarms$aws:cloudwatch/metricAlarm:MetricAlarm`:
        this.#notes.note("alarms.logGroup", "");
        break;
      case `${OWNER}Alarms$aws:sns/topicSubscription:TopicSubscription`:
        if (outputs.pendingConfirmation === false) this.#confirmed.add(text(outputs.endpoint));
        if (outputs.pendingConfirmation === true) this.#unconfirmed.add(text(outputs.endpoint));
        this.#notes.note("alarms.emails", text(outputs.endpoint));
        break;
      case `${OWNER}IdentityCenter$aws:ssoadmin/region:Region`:
        this.#notes.note("identityCenter.regions", text(outputs.regionName));
        break;
      case `${OWNER}RootGuardrails$aws:organizations/policy:Policy`:
        this.#noteGuardrails(text(outputs.content));
        break;
      case `${OWNER}RootGuardrails$aws:organizations/policyAttachment:PolicyAttachment`:
        this.#notes.note("rootGuardrails.targets", text(outputs.targetId));
        break;
      case `${OWNER}RootGuardrails$aws:iam/organizationsFeatures:OrganizationsFeatures`:
        this.#noteRootAccess({ isManaged: true });
        break;
      case `${OWNER}RootGuardrails$aws:organizations/awsServiceAccess:AwsServiceAccess`:
        this.#noteRootAccess({ isTrusted: true });
        break;
      default:
        if (type.startsWith(DETECTION)) {
          noteDetection(this.#notes, { ...resource, type: type.slice(DETECTION.length) });
        }
    }
  }

  get protection(): Protection {
    return {
      ...{ parts: this.#notes.parts, limits: this.#notes.limits, unjudged: this.#notes.unjudged },
      ...{ exempt: this.#exempt, confirmed: this.#confirmed, unconfirmed: this.#unconfirmed },
      ...(this.#logFileDays === undefined ? {} : { logFileDays: this.#logFileDays }),
      ...(this.#eventDays === undefined ? {} : { eventDays: this.#eventDays }),
    };
  }

  /** Rules are called after their alarm, with a number where there are several. */
  #noteAlarm(name: string, pattern: string): void {
    const alarm = alarmNames.find((one) => new RegExp(`-${one}(-\\d+)?$`).test(name));
    if (alarm === undefined) return;
    this.#notes.note("alarms", alarm);
    if (alarm !== "emergency-access") return;
    const { emergencyRoles, emergencyUsers } = watchedIn(pattern);
    for (const one of emergencyRoles) this.#notes.note("alarms.emergencyRoles", one);
    for (const one of emergencyUsers) this.#notes.note("alarms.emergencyUsers", one);
  }

  /** Where IAM was trusted before, it stays on when this stack lets go of it. */
  #noteRootAccess(found: Partial<RootAccess>): void {
    this.#rootAccess = { ...this.#rootAccess, ...found };
    const { isManaged, isTrusted } = this.#rootAccess;
    if (isManaged && isTrusted) this.#notes.note("rootGuardrails.centralRootAccess", "");
  }

  #noteGuardrails(content: string): void {
    const held = guardrailsIn(content);
    for (const one of held.keys()) this.#notes.note("rootGuardrails", one);
    for (const [list, by] of Object.entries(exemptions)) {
      const roles = by.flatMap((one) => held.get(one) ?? []);
      if (by.some((one) => held.has(one))) this.#exempt.set(list as Exemption, new Set(roles));
    }
  }
}
