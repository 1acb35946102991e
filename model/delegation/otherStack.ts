import { isObject } from "../../policies/isObject.ts";
import { Places } from "../files/places.ts";
import { ProjectConfiguration } from "../files/projectConfiguration.ts";
import { type ReadFile, unreadable } from "../files/readFile.ts";
import { YamlSource } from "../files/yamlSource.ts";
import { type Checked, refused } from "../problems/checked.ts";
import { pathOf, stepsOf } from "../problems/path.ts";
import { error, type Problem, problemText, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { DelegatedAdministration } from "../schema/delegatedAdministration.ts";
import { strayConfiguration, strayTopLevel } from "../sections/strayKeys.ts";
import { readable } from "./encrypted.ts";

/** Path of the key that names it. */
export const OTHER_STACK = pathOf("access:delegatedAdministration", "otherStack");

/** Sections that both stacks may have something in, so that they are compared. */
const COMPARED: readonly string[] = [
  "identityCenter",
  "people",
  "permissionSets",
  "groups",
  "delegatedAdministration",
];

const SECTION = "delegatedAdministration";

/** Name of the project in Pulumi.yaml, whose namespace is taken for `access:` by mistake. */
const PROJECT = "identity-center";

/** The other of the two stacks that share an Identity Center, as far as its file tells. */
export interface OtherStack {
  readonly name: string;
  readonly configuration: Configuration;
  /** It has no access:delegatedAdministration, not even one that can't be read. */
  readonly isSilent: boolean;
  /** Paths in it of what is encrypted or wrong, and so isn't known as it is meant. */
  readonly unclear: readonly string[];
  /** File and line of an entry: in the stack file, or in the file of its section. */
  placeOf(section: string, ...keys: readonly (string | number)[]): string;
}

/** Makes a configuration of what stands after `access:` in the other stack's file. */
type Parse = (
  raw: Readonly<Record<string, unknown>>,
  where: { readonly places: Places; readonly misplaced: ReadonlySet<string> },
) => { readonly configuration: Configuration; readonly problems: readonly Problem[] };

/**
 * Reads the other stack's file; `undefined` where none is named. What is wrong with an entry of it is told where that
 * stack is previewed; what can't be compared because of it is told here.
 */
export function readOtherStack(
  section: DelegatedAdministration | undefined,
  readFile: ReadFile,
  parse: Parse,
): Checked<OtherStack | undefined> {
  const name = section?.otherStack;
  if (name === undefined) return { value: undefined, problems: [] };
  const file = `Pulumi.${name}.yaml`;
  try {
    const source = new YamlSource(file, readFile(file));
    const own = isObject(source.value) && isObject(source.value.config) ? source.value.config : {};
    const inProject = inProjectFile(readFile);
    const config: Readonly<Record<string, unknown>> = { ...inProject?.values, ...own };
    const { raw, hidden, encrypted } = readable(
      Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) =>
          key.startsWith("access:") ? [[key.slice("access:".length), value]] : [],
        ),
      ),
    );
    const strays = [strayConfiguration(own, PROJECT, own), strayTopLevel(source)];
    const isOwn = (key: string) => Object.hasOwn(own, key) || !inProject?.standing(key);
    const places = new Places(source, isOwn, (key) => inProject?.standing(key));
    const misplaced = new Set(strays.flatMap(({ sections }) => [...sections]));
    const parsed = parse(raw, { places, misplaced });
    const wrong = places
      .on([...strays.flatMap(({ problems }) => problems), ...parsed.problems])
      .filter(({ severity }) => severity === "error");
    const { configuration } = parsed;
    const unread = COMPARED.filter((section) => configuration.unread.has(section));
    const isHidden = hidden.some((path) => isOf(SECTION)({ path }));
    const isUnknown = !configuration.delegatedAdministration && !isHidden;
    // One setting that is wrong makes the whole of it unusable.
    if (isUnknown && wrong.some(isOf(SECTION))) unread.push(SECTION);
    const isSilent = isUnknown && !unread.includes(SECTION);
    const unclear = [...encrypted, ...wrong.map(({ path }) => path)];
    const placeOf = (section: string, ...keys: readonly (string | number)[]) =>
      places.of(pathOf(section, ...keys)) ?? file;
    return {
      value: { name, configuration, isSilent, unclear, placeOf },
      problems: [...unreadProblems(name, unread, wrong), ...hiddenProblems(name, hidden)],
    };
  } catch (cause) {
    return refused(unreadable(OTHER_STACK, file, cause));
  }
}

/** What both stacks have. What is wrong with that file is told of the stack that is previewed. */
function inProjectFile(readFile: ReadFile): ProjectConfiguration | undefined {
  try {
    return new ProjectConfiguration("Pulumi.yaml", readFile("Pulumi.yaml"));
  } catch {
    return undefined;
  }
}

/** Whether something is about a section, such as `people`. */
function isOf(section: string): (where: { readonly path: string }) => boolean {
  return ({ path }) => stepsOf(path)[0] === `access:${section}`;
}

/** Sections that can't be read, and why: unknown isn't the same as nothing. */
function unreadProblems(
  name: string,
  unread: readonly string[],
  wrong: readonly Problem[],
): Problem[] {
  return [...new Set(unread)].map((section) => {
    const cause =
      wrong.find(isOf(section)) ?? wrong.find(({ message }) => message.includes(section));
    const why = cause === undefined ? "" : ` (${problemText(cause)})`;
    return error(
      OTHER_STACK,
      `access:${section} of stack ${name} can't be read, so that this stack can't be compared with it; correct it there${why}`,
    );
  });
}

function hiddenProblems(name: string, hidden: readonly string[]): Problem[] {
  const settings = hidden.filter((path) => isOf(SECTION)({ path }));
  const entries = hidden.filter((path) => !settings.includes(path));
  const are = (paths: readonly string[]) =>
    `${firstFew(paths)} of stack ${name} ${paths.length === 1 ? "is" : "are"} encrypted`;
  return [
    ...(settings.length === 0
      ? []
      : [
          error(
            OTHER_STACK,
            `${are(settings)}, and nothing of it is secret; write it as it is in Pulumi.${name}.yaml`,
          ),
        ]),
    ...(entries.length === 0
      ? []
      : [
          warning(
            OTHER_STACK,
            `${are(entries)}, and can't be compared with this stack: what both have, AWS refuses in the middle of an update; encrypt other attributes instead`,
          ),
        ]),
  ];
}
