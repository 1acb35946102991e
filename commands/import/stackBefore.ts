import { type OtherStack, readOtherStack } from "../../model/delegation/otherStack.ts";
import { Places } from "../../model/files/places.ts";
import type { ReadFile } from "../../model/files/readFile.ts";
import { withPlace, YamlSource } from "../../model/files/yamlSource.ts";
import { parseConfiguration } from "../../model/parse.ts";
import { type Problem, problemText } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { sectionFileForm } from "../../model/sections/sectionFile.ts";
import { type Sections, sectionsOf } from "../../model/sections/sections.ts";
import { isObject } from "../../policies/isObject.ts";
import { withStandIns } from "../stack/secretValues.ts";
import type { OutputFolder } from "./outputFolder.ts";

/** Sections that aren't made of what AWS tells: people write them. */
const OWN_SECTIONS: ReadonlySet<string> = new Set([
  ...["access:auditTrail", "access:alarms", "access:detection", "access:rootGuardrails"],
  ...["access:limits", "access:doctor", "access:delegatedAdministration", "access:accounts"],
]);

const PREFIX = "access:";

/** The stack file that is there, with the files of its sections, and the other stack that it names. */
export interface StackBefore {
  /** As people find it. */
  readonly name: string;
  /** Empty where there is none. */
  readonly text: string;
  /** What stands below `config:`, by full key. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Its sections as they are written, encrypted values too. */
  readonly sections: Sections;
  /** Files of sections, by the section's name. */
  readonly files: ReadonlyMap<string, string>;
  /** What it means as far as it can be read, with stand-ins for what is encrypted. */
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
  /** File and line of an entry. */
  placeOf(path: string): string;
  /** The other of two stacks, where it names one. */
  readonly other: OtherStack | undefined;
  /** Reads the files that it names. */
  readonly readFile: ReadFile;
}

/** @throws where a file of this name is there and isn't a stack's, or what it names can't be read: it would be lost */
export function stackBefore(folder: OutputFolder, file: string): StackBefore {
  const text = folder.read(file) ?? "";
  const name = folder.nameOf(file);
  const source = withPlace(() => new YamlSource(name, text));
  const { value = null } = source;
  const config = isObject(value) ? (value.config ?? {}) : {};
  if ((value !== null && !isObject(value)) || !isObject(config)) {
    throw new Error(
      `${name} is there and is no stack file, which is a map with config: and, below it, keys such as access:people; move it away, or name another folder with --output`,
    );
  }
  const readFile = (path: string) => {
    const found = folder.read(path);
    if (found !== undefined) return found;
    throw Object.assign(new Error(`${path} is not there`), { code: "ENOENT" });
  };
  const raw = Object.fromEntries(
    Object.entries(config).flatMap(([key, one]) =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), one]] : [],
    ),
  );
  const where = () => ({ places: new Places(source), misplaced: new Set<string>() });
  const { value: sections, problems: unread } = sectionsOf(raw, { readFile, ...where() });
  const places = new Places(source);
  const parse = (given: Readonly<Record<string, unknown>>) =>
    parseConfiguration(given, { readFile, places, isAlone: true });
  const { configuration, problems } = parse(withStandIns(raw, (one) => parse(one).problems).config);
  const other = readOtherStack(configuration.delegatedAdministration, readFile, (theirs, at) =>
    parseConfiguration(theirs, { readFile, isAlone: true, ...at }),
  );
  refuseUnread(name, raw, [...unread, ...other.problems]);
  return {
    ...{ name, text, config, sections, configuration, readFile },
    problems: places.on(problems),
    placeOf: (path) => places.of(path) ?? name,
    files: new Map(
      Object.entries(raw).flatMap(([section, one]) =>
        typeof one === "string" && sectionFileForm.test(one) ? [[section, one]] : [],
      ),
    ),
    other: other.value,
  };
}

/** What isn't read would be taken for not there, and written over. */
function refuseUnread(
  name: string,
  raw: Readonly<Record<string, unknown>>,
  problems: readonly Problem[],
): void {
  const encrypted = Object.entries(raw)
    .filter(([key, value]) => isImported(PREFIX + key) && isEncrypted(value))
    .map(
      ([key]) =>
        `${PREFIX}${key}: is encrypted as a whole, so that nobody can compare it with AWS; write it as it is, and encrypt single values (pulumi config set --secret --path)`,
    );
  const found = [
    ...encrypted,
    ...problems
      .filter(({ severity }) => severity === "error")
      // What the program refuses is told where the stack is previewed.
      .filter(({ message }) => !message.startsWith("unknown section"))
      .map(problemText),
  ];
  if (found.length === 0) return;
  throw new Error(
    [
      `${name} is there, and what it says can't be read, so that it would be lost; correct it, or name another folder with --output:`,
      ...found,
    ].join("\n  "),
  );
}

/** As `pulumi config set --secret` writes it. */
export function isEncrypted(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && typeof value.secure === "string";
}

/** Whether an import writes a key of the stack file anew. */
export function isImported(key: string): boolean {
  return key.startsWith(PREFIX) && !OWN_SECTIONS.has(key);
}
