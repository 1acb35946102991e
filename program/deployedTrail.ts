import { logGroupName } from "../model/schema/auditTrail.ts";
import type { DeployedTrail, DeployedTrailPart } from "../model/transition/deployed.ts";
import { text } from "./stateValues.ts";

const COMPONENT = "identity-center:index:AuditTrail";
const TRAIL = `${COMPONENT}$awsx:cloudtrail:Trail$aws:cloudtrail/trail:Trail`;
const LOG_GROUP = `${COMPONENT}$aws:cloudwatch/logGroup:LogGroup`;

interface Found {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Name of the trail that delivers to a log group. */
export function trailOf(logGroup: string): string {
  return logGroup.slice(logGroupName("").length);
}

/** Gathers what a state has of the audit trail. */
export class DeployedTrails {
  readonly #parts: DeployedTrailPart[] = [];
  #component: Found["outputs"] = {};

  /** What isn't of the audit trail is none of its business. */
  add({ urn, type, outputs }: Found): void {
    if (type === COMPONENT) {
      this.#component = outputs;
    } else if (type === TRAIL) {
      const isStopped = outputs.enableLogging === false;
      this.#parts.push({ urn, kind: "trail", trailName: text(outputs.name), isStopped });
    } else if (type === LOG_GROUP) {
      const trailName = trailOf(text(outputs.name));
      this.#parts.push({ urn, kind: "log group", trailName, isStopped: false });
    }
  }

  get found(): DeployedTrail {
    return { seen: this.#seen, parts: this.#parts };
  }

  /** The engine empties the component's outputs when it changes. */
  get #seen(): string | undefined {
    const { bucketName, halfMade, trailName } = this.#component;
    if (bucketName === undefined || halfMade === true) return undefined;
    if (trailName !== undefined) return text(trailName);
    // As it was before it said so: another name was another trail in the place of the former.
    return this.#parts.find(({ kind }) => kind === "trail")?.trailName;
  }
}
