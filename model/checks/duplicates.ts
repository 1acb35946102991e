import { isObject } from "../../policies/isObject.ts";
import { otherUnicode } from "../problems/otherUnicode.ts";
import { pathOf } from "../problems/path.ts";

import { error, type Problem } from "../problems/problem.ts";
import type { Sections } from "../sections/sections.ts";

type Entries = Readonly<Record<string, unknown>>;

/**
 * Names that two entries share and AWS wants to be different, and keys that an alias takes. Upper and
 * lower case don't count. Broken entries are compared too, as far as their names can be read.
 */
export function duplicateProblems({ people, permissionSets, groups }: Sections): Problem[] {
  return [
    ...sharedNames(people, "access:people", "userName", true),
    ...sharedNames(people, "access:people", "email", false),
    ...sharedNames(permissionSets, "access:permissionSets", "name", true),
    ...sharedNames(groups, "access:groups", "displayName", true),
    ...takenAliases(people, "access:people"),
    ...takenAliases(permissionSets, "access:permissionSets"),
    ...takenAliases(groups, "access:groups"),
  ];
}

function sharedNames(
  entries: Entries,
  section: string,
  attribute: string,
  keyIsDefault: boolean,
): Problem[] {
  const holders = new Map<string, { readonly key: string; readonly name: string }>();
  return Object.entries(entries).flatMap(([key, entry]) => {
    const given = isObject(entry) ? entry[attribute] : undefined;
    const name = given === undefined && keyIsDefault ? key : given;
    if (typeof name !== "string" || name === "") return [];
    // The same letters may be written as one character or as two: é, or e and an accent.
    const comparable = name.normalize("NFC").toLowerCase();
    const holder = holders.get(comparable);
    if (holder === undefined) {
      holders.set(comparable, { key, name });
      return [];
    }
    const path = given === undefined ? pathOf(section, key) : pathOf(section, key, attribute);
    const other = pathOf(section, holder.key);
    const why = otherUnicode(name, holder.name);
    return [
      error(
        path,
        `${attribute} "${name}" is that of ${other} too; no two may share one, upper and lower case don't count: change one of them${why === undefined ? "" : `. ${why}`}`,
      ),
    ];
  });
}

function takenAliases(entries: Entries, section: string): Problem[] {
  const holders = new Map<string, string>();
  return Object.entries(entries).flatMap(([key, entry]) => {
    if (!isObject(entry) || !Array.isArray(entry.aliases)) return [];
    return entry.aliases.flatMap((alias, index) => {
      if (typeof alias !== "string") return [];
      const holder = Object.hasOwn(entries, alias) ? alias : holders.get(alias);
      holders.set(alias, key);
      if (holder === undefined) return [];
      const path = pathOf(section, key, "aliases", index);
      const other = holder === alias ? "the key" : "an alias";
      return [
        error(
          path,
          `"${alias}" is ${other} of ${pathOf(section, holder)}; an alias is an earlier key that nothing else uses: remove it`,
        ),
      ];
    });
  });
}
