import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import type { Places } from "../files/places.ts";
import type { ReadFile } from "../files/readFile.ts";
import { type Checked, refused, sound } from "../problems/checked.ts";
import { didYouMean } from "../problems/didYouMean.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { sectionNames } from "../schema/configuration.ts";
import { emptySection, isSwitched, OFF } from "./emptySection.ts";
import { plainValue } from "./plainValues.ts";
import { readSectionFile, sectionFileForm } from "./sectionFile.ts";
import { wrapperOf } from "./wrappedSection.ts";

type Section = Readonly<Record<string, unknown>>;

/** The sections of the stack file as they are, each an object; what isn't one counts as left out. */
export interface Sections {
  readonly identityCenter: Section;
  readonly accounts: Section;
  readonly people: Section;
  readonly permissionSets: Section;
  readonly groups: Section;
  readonly auditTrail: Section;
  /** Undefined where it is left out or can't be read: no setting of it has a default. */
  readonly delegatedAdministration: Section | undefined;
  readonly alarms: Section;
  readonly detection: Section;
  readonly rootGuardrails: Section;
  readonly limits: Section;
  readonly doctor: Section;
  /** Names of sections that are there and can't be read: what refers to them can't be judged. */
  readonly unread: ReadonlySet<string>;
}

/** Name of a section, as it stands after `access:`. */
export type SectionName = Exclude<keyof Sections, "unread">;

/** What reading the sections needs. */
export interface SectionsContext {
  readonly readFile: ReadFile;
  /** Is told about the sections' files. */
  readonly places: Places;
  /** Sections that stand somewhere else than under `config:`, where they don't count. */
  readonly misplaced: ReadonlySet<string>;
}

/** The sections of a raw configuration, those in files read; unknown ones and those that are no objects are problems. */
export function sectionsOf(raw: unknown, context: SectionsContext): Checked<Sections> {
  const given = isObject(raw) ? raw : {};
  const unknown = Object.keys(given).filter((key) => !sectionNames.includes(key));
  const meant = unknown.flatMap((key) => suggestion(key, sectionNames) ?? []);
  const read = {
    identityCenter: readSection("identityCenter", given, context),
    accounts: readSection("accounts", given, context),
    people: readSection("people", given, context),
    permissionSets: readSection("permissionSets", given, context),
    groups: readSection("groups", given, context),
    auditTrail: readSection("auditTrail", given, context),
    delegatedAdministration: readSection("delegatedAdministration", given, context),
    alarms: readSection("alarms", given, context),
    detection: readSection("detection", given, context),
    rootGuardrails: readSection("rootGuardrails", given, context),
    limits: readSection("limits", given, context),
    doctor: readSection("doctor", given, context),
  };
  const unreadable = Object.entries(read).filter(([, { value }]) => value === undefined);
  return {
    value: {
      identityCenter: read.identityCenter.value ?? {},
      accounts: read.accounts.value ?? {},
      people: read.people.value ?? {},
      permissionSets: read.permissionSets.value ?? {},
      groups: read.groups.value ?? {},
      auditTrail: read.auditTrail.value ?? OFF,
      delegatedAdministration:
        given.delegatedAdministration === undefined
          ? undefined
          : read.delegatedAdministration.value,
      alarms: read.alarms.value ?? OFF,
      detection: read.detection.value ?? OFF,
      rootGuardrails: read.rootGuardrails.value ?? OFF,
      limits: read.limits.value ?? {},
      doctor: read.doctor.value ?? {},
      unread: new Set([
        ...context.misplaced,
        ...meant.filter((name) => !Object.hasOwn(given, name)),
        ...unreadable.map(([name]) => name),
      ]),
    },
    problems: [
      ...unknown.map((key) => unknownSection(key, context.places)),
      ...Object.values(read).flatMap(({ problems }) => problems),
    ],
  };
}

/** The section's entries, none where it is left out; undefined where it can't be read. */
function readSection(
  name: SectionName,
  given: Section,
  context: SectionsContext,
): Checked<Section | undefined> {
  const path = `access:${name}`;
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined) return sound(isSwitched(name) ? OFF : {});
  if (value === null) return refused(emptySection(path));
  const isFile = typeof value === "string" && sectionFileForm.test(value);
  const content = isFile ? contentOf(value, path, context) : sound(value);
  if (isFile && content.value === undefined) return refused(...content.problems);
  const plain = isObject(content.value) ? plainValue(content.value, path) : content;
  if (!isObject(plain.value)) {
    const wanted = "a group of keys is wanted, or the name of a .yaml or .json file that holds one";
    return refused(...plain.problems, error(path, `is ${seen(value)}; ${wanted}`));
  }
  const wrapper = wrapperOf(name, plain.value);
  if (wrapper !== undefined) return refused(...plain.problems, wrapper);
  return { value: plain.value, problems: plain.problems };
}

/** What a section's file holds. */
function contentOf(
  file: string,
  path: string,
  { readFile, places }: SectionsContext,
): Checked<unknown> {
  const source = readSectionFile(file, path, readFile);
  const { value, problems } = source;
  if (value === undefined) return source;
  places.add(path, () => value);
  return { value: value.value, problems };
}

function unknownSection(key: string, places: Places): Problem {
  const place = places.ofKey(`access:${key}`);
  return { ...error(`access:${key}`, unknownSectionMessage(key)), ...(place && { place }) };
}

function unknownSectionMessage(key: string): string {
  const [, name = "", rest = ""] = /^(\w+)([.[].*)$/s.exec(key) ?? [];
  if (sectionNames.includes(name)) {
    return `is a key of its own beside access:${name}; write it below access:${name}:, or give --path to pulumi config set: pulumi config set --path 'access:${name}${rest}' …`;
  }
  const advice = `sections: ${sectionNames.map((one) => `access:${one}`).join(", ")}`;
  return `unknown section${didYouMean(key.trim(), sectionNames, advice)}`;
}
