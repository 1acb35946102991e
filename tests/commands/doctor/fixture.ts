import { readFileSync } from "node:fs";
import type { Check } from "../../../commands/doctor/check.ts";
import { checks } from "../../../commands/doctor/checks.ts";
import { diagnose } from "../../../commands/doctor/diagnose.ts";
import type { Diagnosis, Verdict } from "../../../commands/doctor/diagnosis.ts";
import type { ExaminedStack } from "../../../commands/doctor/stack.ts";
import { parseStackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import type { Journal } from "../../../live/journal.ts";
import { Session } from "../../../live/session.ts";
import { Endpoint } from "../../../sandbox/endpoint/endpoint.ts";
import { parseSnapshot } from "../../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { type JournalEntry, MemoryJournal } from "../../../sandbox/world/journal.ts";
import { World } from "../../../sandbox/world/world.ts";
import { deployStack, dev, type StackConfig } from "../../components/deployStack.ts";
import { region } from "../../sandbox/fixture.ts";
import { devOrganization } from "../../support/engine.ts";

/** A day on which what stack dev attests is new. */
export const day = "2026-11-27";

/** A world that goes on from what happened in another. */
class ContinuedJournal extends MemoryJournal {
  #isNew = true;

  constructor(past: readonly JournalEntry[]) {
    super();
    this.entries.push(...past);
  }

  override exclusively<T>(received: (entry: JournalEntry) => void, work: () => T): T {
    if (this.#isNew) this.entries.forEach(received);
    this.#isNew = false;
    return work();
  }
}

let deployed: Promise<readonly JournalEntry[]> | undefined;

/** Stack dev, deployed; somebody is in the group that comes from elsewhere. @param config of the stack */
async function devEntries(config = dev()): Promise<readonly JournalEntry[]> {
  const { world, journal, errors, outputs } = await deployStack(config);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const IdentityStoreId = outputs.identityStoreId;
  const call = world.call.bind(world);
  const { UserId } = call(
    "CreateUser",
    {
      IdentityStoreId,
      UserName: "linus",
      DisplayName: "Linus",
      Name: { GivenName: "Linus", FamilyName: "Pauling" },
    },
    region,
  );
  const { Groups } = call("ListGroups", { IdentityStoreId }, region);
  const GroupId = Groups.find(({ DisplayName }) => DisplayName === "security")?.GroupId ?? "";
  call("CreateGroupMembership", { IdentityStoreId, GroupId, MemberId: { UserId } }, region);
  return journal.entries;
}

export interface Plant {
  /** Edits the organization file. */
  readonly edit?: (yaml: string) => string;
  readonly faults?: readonly FaultSwitch[];
  readonly pageSize?: number;
  /** What was deployed there. Default: stack dev. */
  readonly config?: StackConfig;
  /** Whether nothing was deployed there. */
  readonly isEmpty?: boolean;
}

/** The organization of stack dev behind AWS's protocols, and the doctor that looks at it. */
export class DoctorFixture {
  readonly log: MemoryJournal;
  readonly #world: World;
  readonly #endpoint: Endpoint;
  readonly #sessions: Session[] = [];

  private constructor(past: readonly JournalEntry[], { edit, faults = [], pageSize }: Plant) {
    this.log = new ContinuedJournal(past);
    const file = readFileSync(devOrganization, "utf8");
    const snapshot = parseSnapshot(edit ? edit(file) : file, "dev.yaml");
    this.#world = new World({ snapshot, journal: this.log, faults });
    this.#endpoint = new Endpoint(this.#world, pageSize === undefined ? {} : { pageSize });
  }

  static async started(plant: Plant = {}): Promise<DoctorFixture> {
    deployed ??= devEntries();
    const past = plant.config === undefined ? deployed : devEntries(plant.config);
    const fixture = new DoctorFixture(plant.isEmpty ? [] : await past, plant);
    await fixture.#endpoint.start();
    return fixture;
  }

  /** Somebody deletes all buckets, for which the endpoint has no call. */
  deleteBuckets(): void {
    for (const { operation, request } of [...this.log.entries]) {
      const { Type, Id } = request as { readonly Type?: string; readonly Id: string };
      if (operation !== "CreateStorageItem" || Type !== "bucket") continue;
      this.#world.call("DeleteStorageItem", { Type, Id }, region);
    }
  }

  /** Settings of a client of AWS's SDK. */
  settings(accessKeyId = "AKIDEXAMPLE") {
    return {
      endpoint: this.#endpoint.url,
      region,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: "example" },
    };
  }

  session(changes: { accessKeyId?: string; region?: string; journal?: Journal } = {}): Session {
    const { region: _, ...client } = this.settings(changes.accessKeyId);
    const session = new Session({
      region: changes.region ?? region,
      ...(changes.journal && { journal: changes.journal }),
      callsPerSecond: Number.POSITIVE_INFINITY,
      client,
    });
    this.#sessions.push(session);
    return session;
  }

  async diagnose(
    options: {
      session?: Session;
      stack?: ExaminedStack | "none";
      checks?: readonly Check[];
      today?: string;
    } = {},
  ): Promise<Diagnosis> {
    const { session = this.session(), stack = devStack(), today = day } = options;
    return await diagnose(session, options.checks ?? checks, {
      today,
      region: session.region,
      stack: stack === "none" ? undefined : stack,
    });
  }

  async stop(): Promise<void> {
    for (const session of this.#sessions) session.close();
    await this.#endpoint.stop();
  }
}

/** What Pulumi.dev.yaml says, edited. */
export function devStack(edit: (yaml: string) => string = (yaml) => yaml): ExaminedStack {
  const path = new URL("../../../Pulumi.dev.yaml", import.meta.url);
  const file = toStackFile("dev", edit(readFileSync(path, "utf8")));
  return { name: "dev", configuration: parseStackFile(file).configuration };
}

/** Checks by what came of them; those that hold, or are about nothing that is there, aren't told. */
export function verdicts({ results }: Diagnosis): Partial<Record<Verdict, readonly string[]>> {
  const told = results.filter(({ verdict }) => !["holds", "nothing there"].includes(verdict));
  const groups = Map.groupBy(told, ({ verdict }) => verdict);
  return Object.fromEntries(
    [...groups].map(([verdict, all]) => [verdict, all.map(({ check }) => check.id)]),
  );
}
