import assert from "node:assert/strict";
import { join } from "node:path";
import { organizationPath } from "../../../commands/organization/organizationFile.ts";
import {
  programConfiguration,
  readStackFile,
  type StackFile,
} from "../../../commands/stack/stackFile.ts";
import { PROJECT_ROOT } from "../../../program/projectFiles.ts";
import type { RegisteredResource } from "../../../sandbox/engine/registeredResource.ts";
import { runInProcess } from "../../../sandbox/inProcess.ts";
import type { OrganizationSnapshot } from "../../../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../../../sandbox/snapshot.ts";
import { type JournalEntry, MemoryJournal } from "../../../sandbox/world/journal.ts";
import { World } from "../../../sandbox/world/world.ts";

/** Stack dev as it is deployed for the first time. */
export interface DeployedDev {
  readonly file: StackFile;
  readonly snapshot: OrganizationSnapshot;
  readonly journal: readonly JournalEntry[];
  readonly resources: readonly RegisteredResource[];
}

let deployed: Promise<DeployedDev> | undefined;

/** Deployed once, in this process. */
export async function deployedDev(): Promise<DeployedDev> {
  deployed ??= deploy();
  return await deployed;
}

/** As `pulumi stack export` prints it. */
export function exported(resources: readonly object[]): string {
  return JSON.stringify({ version: 3, deployment: { resources } });
}

async function deploy(): Promise<DeployedDev> {
  const file = readStackFile("dev");
  const snapshot = loadSnapshot(organizationPath("dev"));
  const journal = new MemoryJournal();
  const { resources, diagnostics } = await runInProcess({
    program: join(PROJECT_ROOT, "index.ts"),
    project: "identity-center",
    stack: "dev",
    config: programConfiguration(file),
    preview: false,
    world: new World({ snapshot, journal }),
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors, []);
  return { file, snapshot, journal: journal.entries, resources };
}

/** A journal that goes on from what another one holds. */
export class KeptJournal extends MemoryJournal {
  #kept: readonly JournalEntry[];

  constructor(kept: readonly JournalEntry[]) {
    super();
    this.#kept = kept;
    this.entries.push(...kept);
  }

  override exclusively<T>(received: (entry: JournalEntry) => void, work: () => T): T {
    for (const entry of this.#kept) received(entry);
    this.#kept = [];
    return work();
  }
}
