import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin, type SSOAdminClientConfig } from "@aws-sdk/client-sso-admin";
import type { MiddlewareStack } from "@smithy/types";
import { type AccountServices, accountServices, type ServiceName } from "./accountServices.ts";
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
  readonly #services = new Map<ServiceName, Promise<AccountServices[ServiceName]>>();

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

  /** The client of a service beside Identity Center: one for all calls. */
  service<Name extends ServiceName>(name: Name): Promise<AccountServices[Name]> {
    const client = this.#services.get(name) ?? this.#load(name);
    this.#services.set(name, client);
    return client as Promise<AccountServices[Name]>;
  }

  /** The account of the credentials, which whoever has them may ask for; undefined where nobody answers. */
  async callerAccount(): Promise<string | undefined> {
    try {
      return (await (await this.service("sts")).getCallerIdentity({})).Account;
    } catch {
      return undefined;
    }
  }

  close(): void {
    for (const client of [this.ssoAdmin, this.identityStore, this.organizations]) client.destroy();
    for (const client of this.#services.values()) void client.then((one) => one.destroy());
  }

  async #load<Name extends ServiceName>(name: Name): Promise<AccountServices[Name]> {
    const { client, prefix } = accountServices[name];
    const loaded = new (await client())(this.#settings(this.region));
    const watched = { calls: this.#calls, journal: this.journal, budget: undefined };
    watch(loaded.middlewareStack as MiddlewareStack<object, object>, prefix, watched);
    return loaded;
  }

  #settings(region: string) {
    return { maxAttempts: 10, ...this.#client, region, retryMode: "adaptive" };
  }
}
