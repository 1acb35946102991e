import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin, type SSOAdminClientConfig } from "@aws-sdk/client-sso-admin";
import { Budget } from "./budget.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Journal } from "./journal.ts";
import type { Report } from "./progress.ts";
import { watch } from "./watch.ts";

/** How AWS is reached; what is absent is found as AWS's SDK finds it. */
export type ClientSettings = Pick<
  SSOAdminClientConfig,
  "credentials" | "endpoint" | "maxAttempts" | "requestHandler"
>;

export interface SessionOptions {
  /** Identity Center's home Region. */
  readonly region: string;
  readonly client?: ClientSettings;
  readonly journal?: Journal;
  readonly report?: Report;
  /** Default: what AWS takes. */
  readonly callsPerSecond?: number;
  readonly clock?: Clock;
}

/** Clients that only read, and what is around their calls. */
export class Session {
  readonly region: string;
  readonly ssoAdmin: SSOAdmin;
  readonly identityStore: Identitystore;
  readonly organizations: Organizations;
  /** One for all calls of sso-admin. */
  readonly budget: Budget;
  readonly report: Report;
  readonly journal: Journal | undefined;
  readonly clock: Clock;
  readonly #calls = new Map<string, number>();
  readonly #client: ClientSettings;

  constructor(options: SessionOptions) {
    const { region, client = {}, report = () => {}, clock = systemClock } = options;
    this.region = region;
    this.report = report;
    this.clock = clock;
    this.journal = options.journal;
    this.budget = new Budget(options.callsPerSecond, clock);
    this.#client = client;
    const watched = { calls: this.#calls, journal: this.journal };
    this.ssoAdmin = this.ssoAdminIn(region);
    this.identityStore = new Identitystore(this.#settings(region));
    watch(this.identityStore.middlewareStack, "identitystore", { ...watched, budget: undefined });
    this.organizations = new Organizations(this.#settings(region));
    watch(this.organizations.middlewareStack, "organizations", { ...watched, budget: undefined });
  }

  /** How often AWS was called, by IAM action. */
  get calls(): ReadonlyMap<string, number> {
    return this.#calls;
  }

  ssoAdminIn(region: string, changes: ClientSettings = {}): SSOAdmin {
    const client = new SSOAdmin({ ...this.#settings(region), ...changes });
    const { journal, budget } = this;
    watch(client.middlewareStack, "sso", { calls: this.#calls, journal, budget });
    return client;
  }

  /** The account of the credentials, which whoever has them may ask for; undefined where nobody answers. */
  async callerAccount(): Promise<string | undefined> {
    const { STS } = await import("@aws-sdk/client-sts");
    const client = new STS(this.#settings(this.region));
    watch(client.middlewareStack, "sts", {
      calls: this.#calls,
      journal: undefined,
      budget: undefined,
    });
    try {
      return (await client.getCallerIdentity({})).Account;
    } catch {
      return undefined;
    } finally {
      client.destroy();
    }
  }

  close(): void {
    for (const client of [this.ssoAdmin, this.identityStore, this.organizations]) client.destroy();
  }

  #settings(region: string) {
    return { maxAttempts: 10, ...this.#client, region, retryMode: "adaptive" };
  }
}
