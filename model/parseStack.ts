import { isObject } from "../policies/isObject.ts";
import { emergencyWatchedProblems } from "./checks/emergencyWatched.ts";
import { providerRegionProblems } from "./checks/knownRegions.ts";
import type { OtherStack } from "./delegation/otherStack.ts";
import { agrees } from "./files/agreement.ts";
import { Places } from "./files/places.ts";
import type { ProjectConfiguration } from "./files/projectConfiguration.ts";
import type { YamlSource } from "./files/yamlSource.ts";
import { type ParseOptions, parseConfiguration } from "./parse.ts";
import { error, type Problem } from "./problems/problem.ts";
import type { Configuration } from "./schema/configuration.ts";
import { foreignKeyProblems, foreignTopLevelProblems } from "./sections/foreignKeys.ts";
import { namedSecretProblems } from "./sections/namedSecrets.ts";
import { strayConfiguration, strayTopLevel } from "./sections/strayKeys.ts";

const prefix = "access:";

/** A stack's configuration, and where each part of it stands. */
export interface ParsedStack {
  readonly configuration: Configuration;
  /** Each with its place, as far as it is known. */
  readonly problems: readonly Problem[];
  readonly places: Places;
  /** The other stack of delegated administration, where it is named and can be read. */
  readonly other?: OtherStack;
}

/**
 * Checks a stack's whole configuration, by full key such as `access:people`, as {@link parseConfiguration} does,
 * and what was meant to be configuration and isn't.
 *
 * @param options `file` is the stack file, where there is one, `inProject` what all stacks have; the values may come from
 *   elsewhere too
 */
export function parseStack(
  config: Readonly<Record<string, unknown>>,
  options: Pick<ParseOptions, "readFile" | "region"> & {
    readonly project: string;
    readonly file?: YamlSource | undefined;
    readonly inProject?: ProjectConfiguration | undefined;
  },
): ParsedStack {
  const { project, file, inProject, readFile, region } = options;
  const inFile = isObject(file?.value) && isObject(file.value.config) ? file.value.config : {};
  const given = (key: string) => config[key] ?? config[`${project}:${key}`];
  const places = new Places(
    file,
    (key) => agrees(inFile[key], given(key)),
    (key) => (agrees(inProject?.values[key], given(key)) ? inProject?.standing(key) : undefined),
  );
  const raw = Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
  const strays = [
    strayConfiguration(config, project, inFile),
    // What the file lacks may come from an environment, or from `pulumi config set` elsewhere.
    ...(file && (Object.keys(inFile).length > 0 || Object.keys(raw).length === 0)
      ? [strayTopLevel(file)]
      : []),
  ];
  const foreign = [
    ...foreignKeyProblems(config, project, inFile),
    ...providerRegionProblems(config),
    ...(file ? foreignTopLevelProblems(file) : []),
  ];
  const stray = new Set(strays.flatMap(({ problems }) => problems.map(({ path }) => path)));
  const misplaced = new Set(strays.flatMap(({ sections }) => [...sections]));
  const parsed = parseConfiguration(raw, { readFile, region, places, misplaced });
  const problems = [
    ...strays.flatMap(({ problems }) => problems.map((problem) => at(problem, places))),
    ...foreign.filter(({ path }) => !stray.has(path)).map((problem) => at(problem, places)),
    ...parsed.problems,
    ...namedSecretProblems(inFile),
    ...regionProblem(parsed, region),
    ...(file ? emergencyWatchedProblems(parsed.configuration, file.name, readFile) : []),
  ];
  const { configuration, other } = parsed;
  return { configuration, problems: places.on(problems), places, ...(other && { other }) };
}

function regionProblem(
  { configuration, problems }: { configuration: Configuration; problems: readonly Problem[] },
  region?: string,
): Problem[] {
  const path = "access:identityCenter.region";
  if (configuration.identityCenter.region !== undefined || region !== undefined) return [];
  // A Region that was refused isn't missing.
  if (configuration.unread.has("identityCenter")) return [];
  if (problems.some((problem) => problem.path === path)) return [];
  return [
    error(
      path,
      "is missing, and so is aws:region; set it to the home Region of Identity Center (console: IAM Identity Center > Settings), such as eu-west-1",
    ),
  ];
}

/** The path of a stray key is the key itself. */
function at(problem: Problem, places: Places): Problem {
  const place = problem.place ?? places.ofKey(problem.path);
  return place === undefined ? problem : { ...problem, place };
}
