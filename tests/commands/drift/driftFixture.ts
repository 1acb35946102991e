import { Identitystore } from "@aws-sdk/client-identitystore";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { codeOf } from "../../../commands/drift/code.ts";
import { type Drift, driftOf } from "../../../commands/drift/drift.ts";
import { StateFacts } from "../../../commands/drift/state/stateFacts.ts";
import { parseStackFile, type StackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import type { LiveOrganization } from "../../../live/liveOrganization.ts";
import { readOrganization } from "../../../live/readOrganization.ts";
import { Session } from "../../../live/session.ts";
import { dayAfter } from "../../../model/schema/calendar.ts";
import { readTextFile } from "../../../program/projectFiles.ts";
import { Endpoint } from "../../../sandbox/endpoint/endpoint.ts";
import type { RegisteredResource } from "../../../sandbox/engine/registeredResource.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { World, type WorldOptions } from "../../../sandbox/world/world.ts";
import { type DeployedDev, deployedDev, exported, KeptJournal } from "./deployedDev.ts";

/** What a comparison is made with. */
export interface Compared {
  /** Edits of the stack file. */
  readonly code?: (yaml: string) => string;
  /** `none`: without a state. Default: the one that the deployment left. */
  readonly state?: "none" | ((all: readonly RegisteredResource[]) => readonly object[]);
  /** Text of the file of the other stack of delegated administration. */
  readonly other?: string;
  /** Default: 2026-11-27 */
  readonly today?: string;
}

/**
 * Starts one before each test of a suite, and stops it afterwards.
 *
 * @returns what its AWS does wrong: nothing, until a test adds to it
 */
export function startedForEach(take: (started: DriftFixture) => void): FaultSwitch[] {
  const faults: FaultSwitch[] = [];
  let started: DriftFixture | undefined;
  beforeEach(async () => {
    faults.length = 0;
    started = await DriftFixture.started(faults);
    take(started);
  });
  afterEach(() => started?.stop());
  return faults;
}

/** Stack dev, deployed to an AWS of its own behind AWS's protocols: it is changed by AWS's own SDK, and compared. */
export class DriftFixture {
  readonly dev: DeployedDev;
  readonly world: World;
  readonly journal: KeptJournal;
  readonly region = "eu-west-1";
  #instance = { arn: "", store: "" };
  readonly #endpoint: Endpoint;
  readonly #clients: { destroy(): void }[] = [];

  private constructor(dev: DeployedDev, options: Partial<WorldOptions>) {
    this.dev = dev;
    this.journal = new KeptJournal(dev.journal);
    this.world = new World({ snapshot: dev.snapshot, journal: this.journal, ...options });
    this.#endpoint = new Endpoint(this.world);
  }

  /** @param faults may be added to while it runs */
  static async started(
    faults: readonly FaultSwitch[] = [],
    options: Pick<WorldOptions, "latency"> = {},
  ): Promise<DriftFixture> {
    const fixture = new DriftFixture(await deployedDev(), { faults, ...options });
    await fixture.#endpoint.start();
    const [instance] = (await fixture.sso.listInstances({})).Instances ?? [];
    fixture.#instance = {
      arn: instance?.InstanceArn ?? "",
      store: instance?.IdentityStoreId ?? "",
    };
    return fixture;
  }

  get url(): string {
    return this.#endpoint.url;
  }

  get settings() {
    return {
      endpoint: this.#endpoint.url,
      region: this.region,
      maxAttempts: 1,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
    };
  }

  /** AWS's SDK, with which the console's changes are made. */
  get sso(): SSOAdmin {
    return this.#kept(new SSOAdmin(this.settings));
  }

  get store(): Identitystore {
    return this.#kept(new Identitystore(this.settings));
  }

  get instance(): { readonly InstanceArn: string } {
    return { InstanceArn: this.#instance.arn };
  }

  get directory(): { readonly IdentityStoreId: string } {
    return { IdentityStoreId: this.#instance.store };
  }

  async userId(userName: string): Promise<string> {
    const { Users = [] } = await this.store.listUsers(this.directory);
    return Users.find((one) => one.UserName === userName)?.UserId ?? missing(userName);
  }

  async groupId(name: string): Promise<string> {
    const { Groups = [] } = await this.store.listGroups(this.directory);
    return Groups.find((one) => one.DisplayName === name)?.GroupId ?? missing(name);
  }

  /** What calls about a permission set begin with. */
  async set(name: string): Promise<{ InstanceArn: string; PermissionSetArn: string }> {
    const { PermissionSets = [] } = await this.sso.listPermissionSets(this.instance);
    for (const PermissionSetArn of PermissionSets) {
      const request = { ...this.instance, PermissionSetArn };
      const { PermissionSet } = await this.sso.describePermissionSet(request);
      if (PermissionSet?.Name === name) return request;
    }
    return missing(name);
  }

  async assignment(set: string, who: { user: string } | { group: string }, account: string) {
    const isUser = "user" in who;
    return {
      ...(await this.set(set)),
      TargetId: account,
      TargetType: "AWS_ACCOUNT",
      PrincipalType: isUser ? "USER" : "GROUP",
      PrincipalId: isUser ? await this.userId(who.user) : await this.groupId(who.group),
    } as const;
  }

  async read(): Promise<LiveOrganization> {
    return await this.#inSession(readOrganization);
  }

  /** IAM actions of all calls that reading makes. */
  async actions(): Promise<string[]> {
    return await this.#inSession(async (session) => {
      await readOrganization(session);
      return [...session.calls.keys()];
    });
  }

  async drift(compared: Compared = {}): Promise<Drift> {
    return this.compare(await this.read(), compared);
  }

  compare(live: LiveOrganization, compared: Compared = {}): Drift {
    const { code = (yaml) => yaml, state = (all) => all, today = "2026-11-27", other } = compared;
    const file = edited(this.dev.file, code, other);
    const { configuration } = parseStackFile(file);
    return driftOf(
      codeOf(file, configuration, live, today),
      live,
      state === "none" ? undefined : new StateFacts(exported(state(this.dev.resources))),
      { from: today, to: dayAfter(today, 14) },
    );
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await this.#endpoint.stop();
  }

  async #inSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const { settings: client, region } = this;
    const session = new Session({ region, client, callsPerSecond: Number.POSITIVE_INFINITY });
    try {
      return await work(session);
    } finally {
      session.close();
    }
  }

  #kept<Client extends { destroy(): void }>(client: Client): Client {
    this.#clients.push(client);
    return client;
  }
}

function edited(
  { name, stack, readFile }: StackFile,
  edit: (yaml: string) => string,
  other?: string,
): StackFile {
  return toStackFile(stack, edit(readTextFile(name, name)), (path) =>
    other !== undefined && path === "Pulumi.other.yaml" ? other : readFile(path),
  );
}

function missing(name: string): never {
  throw new Error(`there is no ${name}`);
}
