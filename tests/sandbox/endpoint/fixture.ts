import { Endpoint, type EndpointOptions } from "../../../sandbox/endpoint/endpoint.ts";
import { MemoryJournal } from "../../../sandbox/world/journal.ts";
import { World, type WorldOptions } from "../../../sandbox/world/world.ts";
import { organization, region } from "../fixture.ts";
import { TestClock } from "../testClock.ts";

/** An endpoint on a world in memory, and what AWS's SDK needs to talk to it. */
export class EndpointFixture {
  readonly journal = new MemoryJournal();
  readonly clock = new TestClock();
  readonly #endpoint: Endpoint;

  constructor(options: Partial<WorldOptions> = {}, endpoint: EndpointOptions = {}) {
    const { journal, clock } = this;
    const world = new World({ snapshot: organization(), journal, clock, ...options });
    this.#endpoint = new Endpoint(world, endpoint);
  }

  /** @param endpoint may be changed while it runs */
  static async started(options: Partial<WorldOptions> = {}, endpoint: EndpointOptions = {}) {
    const fixture = new EndpointFixture(options, endpoint);
    await fixture.#endpoint.start();
    return fixture;
  }

  async stop(): Promise<void> {
    await this.#endpoint.stop();
  }

  /** Settings of a client; every call is made once unless told otherwise. */
  settings(changes: { region?: string; accessKeyId?: string; maxAttempts?: number } = {}) {
    const { accessKeyId = "AKIDEXAMPLE", ...others } = changes;
    return {
      endpoint: this.#endpoint.url,
      region,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: "example" },
      ...others,
    };
  }

  get url(): string {
    return this.#endpoint.url;
  }

  /** Operations of the world that answered, by name. */
  get answered(): ReadonlySet<string> {
    const entries = this.journal.entries.filter(({ error }) => error === undefined);
    return new Set(entries.map(({ operation }) => operation));
  }
}
