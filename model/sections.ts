import { sectionNames } from "./configuration.ts";
import type { ReadFile } from "./inlinePolicy.ts";
import { isObject } from "./isObject.ts";
import { error, type Problem } from "./problem.ts";
import { readSectionFile, sectionFileForm } from "./sectionFile.ts";
import { seen } from "./seen.ts";
import { didYouMean } from "./suggest.ts";

/** The sections of the stack file as they are, each an object; what isn't one counts as empty. */
export interface Sections {
  readonly identityCenter: Readonly<Record<string, unknown>>;
  readonly accounts: Readonly<Record<string, unknown>>;
  readonly people: Readonly<Record<string, unknown>>;
  readonly permissionSets: Readonly<Record<string, unknown>>;
  readonly groups: Readonly<Record<string, unknown>>;
  readonly auditTrail: Readonly<Record<string, unknown>>;
  readonly limits: Readonly<Record<string, unknown>>;
}

/** The sections of a raw configuration, those in files read; unknown ones and those that are no objects are problems. */
export function sectionsOf(raw: unknown, readFile: ReadFile, problems: Problem[]): Sections {
  const given = isObject(raw) ? raw : {};
  for (const key of Object.keys(given)) {
    if (sectionNames.includes(key)) continue;
    const advice = `sections: ${sectionNames.map((name) => `access:${name}`).join(", ")}`;
    problems.push(
      error(`access:${key}`, `unknown section${didYouMean(key, sectionNames, advice)}`),
    );
  }
  const section = (name: string) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (isObject(value)) return value;
    if (typeof value === "string" && sectionFileForm.test(value)) {
      return readSectionFile(value, `access:${name}`, readFile, problems);
    }
    if (value !== undefined && value !== null) {
      problems.push(
        error(
          `access:${name}`,
          `is ${seen(value)}; a group of keys is wanted, or the name of a .yaml or .json file that holds one`,
        ),
      );
    }
    return {};
  };
  return {
    identityCenter: section("identityCenter"),
    accounts: section("accounts"),
    people: section("people"),
    permissionSets: section("permissionSets"),
    groups: section("groups"),
    auditTrail: section("auditTrail"),
    limits: section("limits"),
  };
}
