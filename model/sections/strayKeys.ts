import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import type { YamlSource } from "../files/yamlSource.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { sectionNames } from "../schema/configuration.ts";

/** What was meant for this program and stands where nobody reads it. */
export interface StrayKeys {
  readonly problems: readonly Problem[];
  /** Sections, by the name after `access:`, that were found there. */
  readonly sections: ReadonlySet<string>;
}

const namespace = "access";

/** Keys that Pulumi itself has at the top of a stack file. */
export const ownKeys: readonly string[] = [
  "config",
  "encryptionsalt",
  "encryptedkey",
  "secretsprovider",
  "environment",
];

/**
 * Sections of this program among a stack's configuration that don't have the namespace `access:`.
 *
 * @param project whose namespace Pulumi gives to a key without one
 * @param inFile the keys as the stack file has them, where it is known
 */
export function strayConfiguration(
  config: Readonly<Record<string, unknown>>,
  project: string,
  inFile: Readonly<Record<string, unknown>>,
): StrayKeys {
  return together(
    Object.entries(config).flatMap(([key, value]): Stray[] => {
      const colon = key.indexOf(":");
      const [space, name] =
        colon < 0 ? [project, key] : [key.slice(0, colon), key.slice(colon + 1)];
      if (space === namespace) return [];
      const isOurs = space === project || space === "identity-center";
      const written = !Object.hasOwn(inFile, key) && space === project ? name : key;
      // `access:` alone, `access.groups`, `access groups`
      const [, rest] = /^access(?:[.\s]+(.*))?$/is.exec(name) ?? [];
      if (isOurs && name.trim().toLowerCase() === namespace && isObject(value)) {
        return [underOneKey(written, value)];
      }
      const section = sectionIn(rest ?? name);
      if (section === undefined || (!isOurs && suggestion(space.trim(), [namespace]) === undefined))
        return [];
      return [named(written, section)];
    }),
  );
}

/** Sections at the top of a stack file, beside `config:`, and a `config:` that is written in another way. */
export function strayTopLevel(file: YamlSource): StrayKeys {
  const { name, value } = file;
  if (!isObject(value)) {
    const isEmpty = value === undefined || value === null;
    const what = isEmpty ? "is empty" : `holds ${Array.isArray(value) ? "a list" : "one value"}`;
    const advice = "write config: and, below it, the sections such as access:people";
    return everything([{ ...error("config", `the stack file ${what}; ${advice}`), place: name }]);
  }
  const hasConfig = value.config !== undefined && value.config !== null;
  const strays = Object.keys(value).flatMap((key): Stray[] => {
    if (ownKeys.includes(key)) return [];
    const place = file.placeOf([key]);
    if (!hasConfig && suggestion(key, ["config"]) !== undefined) {
      const problem = error(key, `is ${seen(key)}, which Pulumi doesn't read; write config`);
      return [{ problem: { ...problem, place }, sections: sectionNames }];
    }
    const isSpaced = /^[\w-]+:\S/.test(key);
    const section = sectionIn(key.slice(key.indexOf(":") + 1), isSpaced);
    if (section === undefined && !isSpaced) return [];
    const wanted = section === undefined ? key : `access:${section}`;
    const problem = error(
      key,
      `stands at the top of the file, where Pulumi doesn't read it; indent it so that it is below config:, as ${wanted}`,
    );
    return [{ problem: { ...problem, place }, sections: section === undefined ? [] : [section] }];
  });
  if (strays.length > 0 || hasConfig) return together(strays);
  const advice = "write config: and, below it, the sections such as access:people";
  const place = Object.hasOwn(value, "config") ? file.placeOf(["config"]) : name;
  return everything([
    { ...error("config", `the stack file has no configuration; ${advice}`), place },
  ]);
}

interface Stray {
  readonly problem: Problem;
  readonly sections: readonly string[];
}

function underOneKey(key: string, value: Readonly<Record<string, unknown>>): Stray {
  const found = Object.keys(value).map((name) => sectionIn(name.replace(/^access:/, "")));
  const sections = sectionNames.filter((name) => found.includes(name));
  const example = `access:${sections[0] ?? "people"}`;
  return {
    problem: error(
      key,
      `holds the sections; Pulumi wants each as a key of its own below config:, such as ${example}`,
    ),
    sections,
  };
}

function named(key: string, section: string): Stray {
  const message = `is not in the namespace access, the only one that this program reads; write access:${section}`;
  return { problem: error(key, message), sections: [section] };
}

/** The section that a name means: in other letters, or with a slip of the finger too. */
function sectionIn(name: string, allowsSlips = true): string | undefined {
  const word = name.trim().toLowerCase();
  const same = sectionNames.find((section) => section.toLowerCase() === word);
  return same ?? (allowsSlips ? suggestion(word, sectionNames) : undefined);
}

function together(strays: readonly Stray[]): StrayKeys {
  return {
    problems: strays.map(({ problem }) => problem),
    sections: new Set(strays.flatMap(({ sections }) => sections)),
  };
}

/** Nothing that could be in the file was read. */
function everything(problems: readonly Problem[]): StrayKeys {
  return { problems, sections: new Set(sectionNames) };
}
