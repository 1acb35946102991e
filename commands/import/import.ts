import { join, resolve } from "node:path";
import type { LiveOrganization } from "../../live/liveOrganization.ts";
import { readApplications } from "../../live/readers/applications.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import { shown } from "../../model/problems/shown.ts";
import { today } from "../../policies/today.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { Progress } from "../cli/progress.ts";
import { withLiveSession } from "../organization/liveSession.ts";
import { OutputFile } from "../organization/outputFile.ts";
import { administratorsGroup } from "./administrators.ts";
import type { Choices, Imported } from "./configuration.ts";
import { type Facts, importFacts } from "./facts.ts";
import { fileChanges } from "./fileChanges.ts";
import { OutputFolder } from "./outputFolder.ts";
import { organizationText, stackFiles } from "./plannedFiles.ts";
import { reportText } from "./report.ts";
import { settledConfiguration } from "./settled.ts";
import { stackBefore } from "./stackBefore.ts";
import { firstStances } from "./stances.ts";

/** What is imported, and how. */
export interface ImportWanted {
  readonly stack: string;
  readonly region: string;
  /** Folder for the files. Default: the project's. */
  readonly output?: string;
  /** Of AWS's CLI; for the commands that are told. */
  readonly profile?: string;
  /** Whether accounts are written as `all`, units and tags where that means the same today. */
  readonly fold: boolean;
  /** Whether files that say otherwise are overwritten. */
  readonly force: boolean;
  readonly resume: boolean;
  /** Name of the administrators' group. Default: it is found. */
  readonly administrators?: string;
  /** Who administers, where no group does. */
  readonly administratorsElsewhere?: string;
  /** Names of permission sets that somebody else keeps. */
  readonly leave: readonly string[];
}

/** What was read for an import. */
export interface ImportRead {
  readonly live: LiveOrganization;
  readonly applications: Facts["applications"];
  /** Account of the credentials; undefined where nobody says it. */
  readonly caller?: string | undefined;
}

/** What became of an import. */
export interface ImportResult {
  /** 0 where it is written, 1 where files say otherwise. */
  readonly code: 0 | 1;
  readonly text: string;
}

/** Reads AWS and writes what a person would have written. @returns the exit code */
export async function runImport(wanted: ImportWanted, tell: Progress): Promise<number> {
  // All that may be wrong here is said before AWS is asked.
  const files = new ImportFiles(wanted);
  const { stack, region, resume } = wanted;
  const read = await withLiveSession({ stack, region, resume }, tell, async (session) => {
    const live = await readOrganization(session);
    const applications = await readApplications(session, live.instance.arn);
    return { live, applications, caller: await session.callerAccount() };
  });
  tell.clear();
  const { code, text } = files.write(read);
  (code === 0 ? console.log : console.error)(text);
  return code;
}

/** The files of an import. */
export class ImportFiles {
  readonly #wanted: ImportWanted;
  readonly #folder: OutputFolder;
  readonly #organization: OutputFile;

  /** @throws where they can't be written */
  constructor(wanted: ImportWanted) {
    this.#wanted = wanted;
    this.#folder = new OutputFolder(resolve(wanted.output ?? PROJECT_ROOT));
    stackBefore(this.#folder, `Pulumi.${wanted.stack}.yaml`);
    this.#folder.read(`import.${wanted.stack}.json`);
    this.#organization = new OutputFile(join(this.#folder.path, this.#organizationName));
  }

  get #organizationName(): string {
    return `organizations/${this.#wanted.stack}.yaml`;
  }

  /** Writes all of them, or nothing. @throws where what was read can't be written down */
  write({ live, applications, caller }: ImportRead): ImportResult {
    const { stack, force } = this.#wanted;
    const facts = importFacts(live, applications, caller);
    const imported = configurationOf(facts, this.#wanted);
    const files = stackFiles(stack, this.#folder, facts, imported);
    files.set(this.#organizationName, organizationText(this.#organization, live, imported, facts));
    const changes = fileChanges(this.#folder, files);
    const others = force ? [] : changes.filter((change) => change.differences.length > 0);
    if (others.length > 0) {
      const lines = [
        "nothing is written, since there are files that say otherwise (- what stands there, + what AWS has):",
        ...others.flatMap((change) => [
          `${this.#folder.nameOf(change.name)}:`,
          ...change.differences.map((line) => `  ${shown(line)}`),
        ]),
        "--force overwrites them; --output names another folder",
      ];
      return { code: 1, text: lines.join("\n") };
    }
    this.#folder.write(changes);
    const report = reportText(this.#wanted, this.#folder, facts, imported, [...files.keys()]);
    return { code: 0, text: report };
  }
}

function configurationOf(facts: Facts, wanted: ImportWanted): Imported {
  const unknown = wanted.leave.filter(
    (name) => !facts.permissionSets.some((set) => set.name === name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `--leave: Identity Center has no permission set called ${unknown.map((name) => JSON.stringify(name)).join(", ")}`,
    );
  }
  const { administratorsElsewhere: elsewhere } = wanted;
  const administrators: Choices["administrators"] =
    elsewhere === undefined ? administratorsGroup(facts, wanted.administrators).id : { elsewhere };
  const stances = firstStances(facts, new Set(wanted.leave));
  return settledConfiguration(facts, stances, { administrators, folds: wanted.fold }, today());
}
