import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Engine } from "../../commands/deploy/engine.ts";
import type { Program } from "../../commands/deploy/projectSettings.ts";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { journalPath } from "../../sandbox/environment.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { FileJournal, type JournalEntry, readJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { makeStack, quickHome } from "../support/quickPulumi.ts";
import { STANDING_PULUMI, standing, takeStandingProviders } from "../support/standing/standing.ts";
import { IN_STACK_FILE, vault } from "../support/vault.ts";

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  up: ["--yes", "--skip-preview", "--json"],
  preview: ["--json"],
  destroy: ["--yes", "--skip-preview", "--run-program", "--json"],
};

/** What one run of the engine did. */
interface Run {
  readonly ok: boolean;
  readonly said: string;
  /** Steps other than `same`, such as `create Role emergency-access-emergency-operations`. */
  readonly steps: readonly string[];
}

/** The main stack and the one of `emergency/` on Pulumi's engine, in one AWS of the sandbox. */
export class BothPrograms {
  readonly #directory: string;
  readonly #engines = new Map<Program | undefined, Engine>();

  constructor() {
    const parent = join(PROJECT_ROOT, ".sandbox");
    mkdirSync(parent, { recursive: true });
    this.#directory = mkdtempSync(join(parent, "test-"));
  }

  /** @param program the main one where it is left out */
  async run(
    command: string,
    config: object,
    program?: Program,
    faults: readonly FaultSwitch[] = [],
    flags: readonly string[] = [],
  ): Promise<Run> {
    const engine = this.#engine(program);
    const secrets = await vault();
    const quoted = { defaultStringType: "QUOTE_DOUBLE" } as const;
    engine.configure(stringify({ config }, quoted) + IN_STACK_FILE);
    const [said, steps]: [string[], string[]] = [[], []];
    const { code, output } = await standing((environment) =>
      engine.run(
        [command, ...flags, ...(FLAGS[command] ?? [])],
        ({ diagnosticEvent: told, resourcePreEvent: step }) => {
          if (told && told.severity !== "debug") said.push(told.message);
          if (!step || step.metadata.op === "same") return;
          const [, , types = "", name = ""] = step.metadata.urn.split("::");
          steps.push(`${step.metadata.op} ${types.split(":").at(-1)} ${name}`);
        },
        {
          environment: { IDENTITY_CENTER_RETRY_SECONDS: "0.01", ...secrets, ...environment },
          ...(faults.length > 0 ? { faults: JSON.stringify(faults) } : {}),
        },
      ),
    );
    return { ok: code === 0, said: [...said, output].join("\n"), steps };
  }

  /** Writes a file beside the stack file of a program. */
  write(program: Program, name: string, text: string): void {
    const folder = join(this.#directory, program);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
  }

  /** Their AWS. */
  world(): World {
    return new World({
      snapshot: loadSnapshot(organizationPath("dev")),
      journal: new FileJournal(journalPath(join(this.#directory, "state"))),
    });
  }

  /** Every call so far. */
  get journal(): readonly JournalEntry[] {
    return readJournal(journalPath(join(this.#directory, "state")));
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #engine(program: Program | undefined): Engine {
    const there = this.#engines.get(program);
    if (there) return there;
    const directory = this.#directory;
    const made = new Engine({
      ...{ pulumi: STANDING_PULUMI, directory, stack: "test", latency: 0 },
      organization: organizationPath("dev"),
      ...(program && { program }),
    });
    takeStandingProviders(join(directory, program ?? "project", "Pulumi.yaml"));
    quickHome(made.home);
    makeStack(join(directory, "state"), made.name, "test");
    this.#engines.set(program, made);
    return made;
  }
}
