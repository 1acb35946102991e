import type { Journal } from "../../live/journal.ts";
import type { Report } from "../../live/progress.ts";
import { Session } from "../../live/session.ts";
import { Endpoint } from "../../sandbox/endpoint/endpoint.ts";
import { services } from "../../sandbox/endpoint/services/services.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { State } from "../../sandbox/world/tables.ts";
import { World } from "../../sandbox/world/world.ts";
import { region } from "../sandbox/fixture.ts";

interface FixtureOptions {
  readonly snapshot: OrganizationSnapshot;
  /** May be added to while it runs. */
  readonly faults?: readonly FaultSwitch[];
  readonly pageSize?: number;
}

interface SessionChanges {
  readonly journal?: Journal;
  readonly region?: string;
  readonly report?: Report;
  readonly maxAttempts?: number;
  readonly accessKeyId?: string;
}

/** A sandbox's AWS on 127.0.0.1, and sessions that read it without a limit of calls. */
export class LiveFixture {
  readonly log = new MemoryJournal();
  readonly world: World;
  readonly #endpoint: Endpoint;
  readonly #sessions: Session[] = [];

  private constructor({ snapshot, faults = [], pageSize }: FixtureOptions) {
    this.world = new World({ snapshot, journal: this.log, faults });
    this.#endpoint = new Endpoint(this.world, pageSize === undefined ? {} : { pageSize });
  }

  static async started(options: FixtureOptions): Promise<LiveFixture> {
    const fixture = new LiveFixture(options);
    await fixture.#endpoint.start();
    return fixture;
  }

  session(changes: SessionChanges = {}): Session {
    const { maxAttempts = 1, accessKeyId = "AKIDEXAMPLE", ...others } = changes;
    const session = new Session({
      region,
      callsPerSecond: Number.POSITIVE_INFINITY,
      client: {
        endpoint: this.#endpoint.url,
        maxAttempts,
        credentials: { accessKeyId, secretAccessKey: "example" },
      },
      ...others,
    });
    this.#sessions.push(session);
    return session;
  }

  get url(): string {
    return this.#endpoint.url;
  }

  /** All that the world holds by now, from its log. */
  get state(): State {
    const state = new State();
    for (const { changes } of this.log.entries) for (const change of changes) state.apply(change);
    return state;
  }

  async stop(): Promise<void> {
    for (const session of this.#sessions) session.close();
    await this.#endpoint.stop();
  }
}

/** The world's operation behind an IAM action: `sso:ListTagsForResource`. */
export function operationOf(action: string): string {
  const [prefix, name = ""] = action.split(":");
  const service = services.find((one) => one.name === prefix);
  const found = service?.operations[name];
  if (!found) throw new Error(`the endpoint has no ${action}`);
  return found.call;
}
