import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EmergencyAccounts } from "../../model/access/emergencyAccounts.ts";
import { emergencyReach } from "../../model/access/emergencyReach.ts";
import type { Organization } from "../../model/access/organization.ts";
import type { ReadFile } from "../../model/files/readFile.ts";
import { type ParsedEmergency, parseEmergency } from "../../model/parseEmergency.ts";
import { isError, type Problem } from "../../model/problems/problem.ts";
import {
  besideMoves,
  emergencyMoves,
  entranceOf,
  toldMoves,
} from "../../model/transition/emergencyMoves.ts";
import { wantedWays } from "../../model/transition/emergencyWays.ts";
import { gainedEmergency } from "../../model/transition/gainedEmergency.ts";
import { lostEmergency } from "../../model/transition/lostEmergency.ts";
import {
  PROJECT_ROOT,
  readProjectFile,
  readTextFile,
  refuseOutside,
} from "../../program/projectFiles.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { organizationPath, toOrganization } from "../organization/organizationFile.ts";
import { secretsUnjudged } from "../stack/secretValues.ts";
import {
  inProjectFile,
  PROJECT_FILE,
  projectFile,
  type StackFile,
  toFile,
} from "../stack/stackFile.ts";
import { earlierOrganization } from "./earlierStack.ts";
import { isBelow, type PlacedFinding, placed } from "./protection.ts";
import type { RevisionFiles } from "./revisionFiles.ts";

/** Folder of the project for emergencies. */
export const EMERGENCY = "emergency";

/** A stack of emergency/ beside what it was in a revision. */
export interface EmergencyComparison {
  readonly file: StackFile;
  /** What is wrong with it. */
  readonly found: readonly Problem[];
  /** As of other stacks. */
  readonly state: "compared" | "new" | "broken";
  /** What was wrong in the revision, where that is why nothing is compared. */
  readonly wrongBefore: readonly Problem[];
  /** Which ways in go, or allow less. */
  readonly protection: readonly PlacedFinding[];
  /** Who comes in newly, and which roles get what administers. */
  readonly privileges: readonly PlacedFinding[];
}

/** One side of it. */
interface Side extends ParsedEmergency {
  readonly file: StackFile;
  /** Where roles are, and in which organization, where that is written down. */
  readonly where?: {
    readonly reach: ReadonlyMap<string, EmergencyAccounts>;
    readonly organization: Organization;
  };
}

/** @param day YYYY-MM-DD, today @throws when the file of the working tree can't be read */
export function compareEmergency(
  stack: string,
  files: RevisionFiles,
  day: string,
): EmergencyComparison {
  const name = join(EMERGENCY, `Pulumi.${stack}.yaml`);
  const path = organizationPath(stack);
  const now = existsSync(path) ? loadSnapshot(path) : undefined;
  const yaml = readTextFile(name, join(PROJECT_ROOT, name));
  const texts = { yaml, project: projectFile(EMERGENCY) };
  const after = sideOf(stack, texts, beside(readProjectFile), now, day);
  const { file, problems: found } = after;
  const open = { file, found, wrongBefore: [], protection: [], privileges: [] };
  if (found.some(isError) || !after.emergency) return { ...open, state: "broken" };
  let before: Side;
  try {
    const former = files.readOwn(name);
    if (former === undefined) return { ...open, state: "new" };
    const then = earlierOrganization(stack, files) ?? now;
    const formerly = { yaml: former, project: files.readOwn(join(EMERGENCY, PROJECT_FILE)) };
    before = sideOf(stack, formerly, beside(files.readFile), then, day);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const wrongBefore: Problem[] = [{ severity: "error", path: "file", message }];
    return { ...open, state: "broken", wrongBefore };
  }
  const wrongBefore = before.problems.filter(isError);
  if (wrongBefore.length > 0 || !before.emergency) {
    return { ...open, state: "broken", wrongBefore };
  }
  const secrets = [...before.file.secrets, ...file.secrets];
  const ways = wantedWays({ ...before, emergency: before.emergency }, before.where?.reach);
  const wanted = {
    ...{ ...after, emergency: after.emergency },
    reach: after.where?.reach,
    organization: after.where?.organization,
    isSecret: secrets.some((path) => isBelow(path, "access:emergency")),
  };
  // One organization's for both: where only one side has it written down, it is no other account.
  const organization = after.where?.organization ?? before.where?.organization;
  const entrances = new Set([entranceOf(before.emergency, organization)]);
  const moves = emergencyMoves({ ...ways, entrances }, { ...wanted, organization });
  const lost = [...toldMoves(moves), ...besideMoves(lostEmergency(ways, wanted), moves)];
  return {
    ...{ ...open, state: "compared" },
    protection: placed(lost, before, after),
    privileges: placed(gainedEmergency(ways, wanted), before, after),
  };
}

/** Files that such a stack file names lie beside it. */
function beside(readFile: ReadFile): ReadFile {
  return (path) => {
    refuseOutside(path);
    return readFile(join(EMERGENCY, path));
  };
}

/** @param texts of its file, and of Pulumi.yaml there */
function sideOf(
  stack: string,
  texts: { readonly yaml: string; readonly project: string | undefined },
  readFile: ReadFile,
  snapshot: OrganizationSnapshot | undefined,
  today: string,
): Side {
  const name = join(EMERGENCY, `Pulumi.${stack}.yaml`);
  const project = "identity-center-emergency";
  const inProject = inProjectFile(join(EMERGENCY, PROJECT_FILE), texts.project);
  const of = { stack: join(EMERGENCY, stack), name, readFile, inProject };
  const options = { readFile, project, inProject, today };
  const file = toFile(of, texts.yaml, (config, source) => {
    return parseEmergency(config, { ...options, file: source }).problems;
  });
  const parsed = parseEmergency(file.config, { ...options, file: file.source });
  const organization = snapshot && toOrganization(snapshot);
  const found = organization && emergencyReach(parsed, organization);
  const problems = [...parsed.problems, ...parsed.places.on(found?.problems ?? [])];
  return {
    ...{ ...parsed, file, problems: secretsUnjudged(problems, file.secrets) },
    ...(found && { where: { reach: found.reach, organization } }),
  };
}
