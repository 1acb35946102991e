import { join, resolve } from "node:path";
import { pathOf } from "../../model/problems/path.ts";
import { shown } from "../../model/problems/shown.ts";
import { sameName } from "../../model/transition/succession.ts";
import { today } from "../../policies/today.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { Progress } from "../cli/progress.ts";
import { withLiveSession } from "../organization/liveSession.ts";
import { OutputFile } from "../organization/outputFile.ts";
import { administratorsGroup } from "./administrators.ts";
import { besideOther } from "./besideOther.ts";
import type { Choices, Imported } from "./configuration.ts";
import { type Facts, importFacts } from "./facts.ts";
import { fileChanges } from "./fileChanges.ts";
import { foretoldLines } from "./foretold.ts";
import { keptLines } from "./keptLines.ts";
import { OutputFolder } from "./outputFolder.ts";
import { organizationText, stackFiles } from "./plannedFiles.ts";
import { providerSettings } from "./provider.ts";
import { type ImportRead, readForImport } from "./read.ts";
import { nextLines, reportText } from "./report.ts";
import { settledConfiguration } from "./settled.ts";
import { type StackBefore, stackBefore } from "./stackBefore.ts";
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
  const read = await withLiveSession({ stack, region, resume }, tell, readForImport);
  tell.clear();
  const { code, text } = files.write(read);
  (code === 0 ? console.log : console.error)(text);
  // Elsewhere, the program doesn't find what was written.
  if (code === 0 && files.isInProject) {
    tell.now("checking what was written");
    for (const line of await foretoldLines(stack)) console.log(line);
  }
  if (code === 0) for (const line of files.nextLines) console.log(line);
  return code;
}

/** The files of an import. */
export class ImportFiles {
  readonly #wanted: ImportWanted;
  readonly #folder: OutputFolder;
  readonly #before: StackBefore;
  readonly #organization: OutputFile;

  /** @throws where they can't be written */
  constructor(wanted: ImportWanted) {
    this.#wanted = wanted;
    this.#folder = new OutputFolder(resolve(wanted.output ?? PROJECT_ROOT));
    this.#before = stackBefore(this.#folder, `Pulumi.${wanted.stack}.yaml`);
    this.#folder.read(`import.${wanted.stack}.json`);
    this.#organization = new OutputFile(join(this.#folder.path, this.#organizationName));
  }

  get isInProject(): boolean {
    return this.#folder.path === PROJECT_ROOT;
  }

  /** What to run once they are written. */
  get nextLines(): readonly string[] {
    return nextLines(this.#wanted, this.#folder);
  }

  get #organizationName(): string {
    return `organizations/${this.#wanted.stack}.yaml`;
  }

  /** Writes all of them, or nothing. @throws where what was read can't be written down */
  write(read: ImportRead): ImportResult {
    const { stack, force } = this.#wanted;
    const { live, caller } = read;
    const all = importFacts(read);
    refuseOtherPart(this.#before, all, caller);
    const facts = besideOther(all, this.#before.other);
    const imported = configurationOf(facts, this.#wanted, this.#before);
    const files = stackFiles(stack, this.#folder, this.#before, facts, imported);
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

/** A stack file that is the other of two would be written over with what belongs to this one. */
function refuseOtherPart(
  { name, placeOf, configuration }: StackBefore,
  { delegate }: Facts,
  caller: string | undefined,
): void {
  const { stack } = configuration.delegatedAdministration ?? {};
  const isDelegated = delegate !== undefined;
  if (stack === undefined || caller === undefined || (stack === "delegated") === isDelegated)
    return;
  const path = pathOf("access:delegatedAdministration", "stack");
  const [whose, wanted] = isDelegated
    ? ["a delegated administrator", "the management account"]
    : ["the management account", "the delegated administrator"];
  throw new Error(
    `${placeOf(path)}: ${name} is the stack of ${wanted} (${path}: ${stack}), and these credentials are of account ${caller}, ${whose}; use those of ${wanted}, or name the other stack with --stack`,
  );
}

function configurationOf(facts: Facts, wanted: ImportWanted, stack: StackBefore): Imported {
  const known = [...facts.permissionSets, ...facts.setsOfOther];
  const unknown = wanted.leave.filter((name) => !known.some((set) => set.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `--leave: Identity Center has no permission set called ${unknown.map((name) => JSON.stringify(name)).join(", ")}`,
    );
  }
  const stances = firstStances(facts, new Set(wanted.leave), stack);
  const day = today();
  const before = {
    stack,
    lines: keptLines(stack, facts, day),
    usualTags: usualTags(facts, stack),
  };
  const choices = { administrators: administratorsOf(facts, wanted, stack), folds: wanted.fold };
  return settledConfiguration(facts, stances, choices, before, day);
}

/** As it was asked for, as the stack file has it, or as it can be seen. */
function administratorsOf(
  facts: Facts,
  { administrators, administratorsElsewhere: elsewhere }: ImportWanted,
  { configuration }: StackBefore,
): Choices["administrators"] {
  if (elsewhere !== undefined) return { elsewhere };
  if (administrators !== undefined) return [administratorsGroup(facts, administrators).id];
  const before = Object.values(configuration.groups).filter((group) => group.administrators);
  const there = facts.groups.filter(({ name }) =>
    before.some(({ displayName }) => sameName(displayName, name)),
  );
  if (there.length > 0) return there.map(({ id }) => id);
  const { administratorsElsewhere: formerly } = configuration.identityCenter;
  if (before.length === 0 && formerly !== undefined) return { elsewhere: formerly };
  return [administratorsGroup(facts, undefined).id];
}

/** Tags that each permission set gets without saying so, by the provider and the instance's settings. */
function usualTags({ region }: Facts, { config, configuration }: StackBefore) {
  const { defaultTags = "{}" } = providerSettings(region, config).inputs;
  const { tags } = JSON.parse(defaultTags) as { tags?: Record<string, string> };
  return { ...tags, ...configuration.identityCenter.tags };
}
