import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import type { Places } from "../files/places.ts";
import { didYouMean } from "../problems/didYouMean.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { sectionNames } from "../schema/configuration.ts";
import type { ReadFile } from "../schema/inlinePolicy.ts";
import { plainValue } from "./plainValues.ts";
import { readSectionFile, sectionFileForm } from "./sectionFile.ts";
import { wrapperOf } from "./wrappedSection.ts";

type Section = Readonly<Record<string, unknown>>;

/** The sections of the stack file as they are, each an object; what isn't one counts as empty. */
export interface Sections {
  readonly identityCenter: Section;
  readonly accounts: Section;
  readonly people: Section;
  readonly permissionSets: Section;
  readonly groups: Section;
  readonly auditTrail: Section;
  readonly limits: Section;
  /** Names of sections that are there and can't be read: what refers to them can't be judged. */
  readonly unread: ReadonlySet<string>;
}

/** Name of a section, as it stands after `access:`. */
export type SectionName = Exclude<keyof Sections, "unread">;

/** What reading the sections needs, and where it tells what it found. */
export interface SectionsContext {
  readonly readFile: ReadFile;
  /** Is told about the sections' files. */
  readonly places: Places;
  /** Sections that stand somewhere else than under `config:`, where they don't count. */
  readonly misplaced: ReadonlySet<string>;
}

/** The sections of a raw configuration, those in files read; unknown ones and those that are no objects are problems. */
export function sectionsOf(raw: unknown, context: SectionsContext, problems: Problem[]): Sections {
  const given = isObject(raw) ? raw : {};
  const unread = new Set(context.misplaced);
  for (const key of Object.keys(given)) {
    if (sectionNames.includes(key)) continue;
    const place = context.places.ofKey(`access:${key}`);
    problems.push({ ...error(`access:${key}`, unknownSection(key)), ...(place && { place }) });
    const meant = suggestion(key, sectionNames);
    if (meant !== undefined && !Object.hasOwn(given, meant)) unread.add(meant);
  }
  const section = (name: string): Section => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const read = readSection(name, value, context, problems);
    if (read === undefined) unread.add(name);
    return read ?? {};
  };
  return {
    identityCenter: section("identityCenter"),
    accounts: section("accounts"),
    people: section("people"),
    permissionSets: section("permissionSets"),
    groups: section("groups"),
    auditTrail: section("auditTrail"),
    limits: section("limits"),
    unread,
  };
}

/** The section's entries, none where it is left out or left empty; undefined where it can't be read. */
function readSection(
  name: string,
  value: unknown,
  { readFile, places }: SectionsContext,
  problems: Problem[],
): Section | undefined {
  const path = `access:${name}`;
  if (value === undefined || value === null) return {};
  let content: unknown = value;
  if (typeof value === "string" && sectionFileForm.test(value)) {
    const file = readSectionFile(value, path, readFile, problems);
    if (file === undefined) return undefined;
    places.add(path, () => file);
    content = file.value;
  }
  const found: Problem[] = [];
  const plain = isObject(content) ? plainValue(content, path, found) : content;
  problems.push(...found);
  if (!isObject(plain)) {
    const wanted = "a group of keys is wanted, or the name of a .yaml or .json file that holds one";
    problems.push(error(path, `is ${seen(value)}; ${wanted}`));
    return undefined;
  }
  const wrapper = wrapperOf(name, plain);
  if (wrapper === undefined) return plain;
  problems.push(wrapper);
  return undefined;
}

function unknownSection(key: string): string {
  const [, name = "", rest = ""] = /^(\w+)([.[].*)$/s.exec(key) ?? [];
  if (sectionNames.includes(name)) {
    return `is a key of its own beside access:${name}; write it below access:${name}:, or give --path to pulumi config set: pulumi config set --path 'access:${name}${rest}' …`;
  }
  const advice = `sections: ${sectionNames.map((one) => `access:${one}`).join(", ")}`;
  return `unknown section${didYouMean(key.trim(), sectionNames, advice)}`;
}
