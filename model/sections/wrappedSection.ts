import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { sectionNames } from "../schema/configuration.ts";
import { groupSchema } from "../schema/group.ts";
import { permissionSetSchema } from "../schema/permissionSet.ts";
import { personSchema } from "../schema/person.ts";

/**
 * What to say of a section that holds its own name once more, as a file does that was cut out of a stack file with
 * its first lines: `people:` or `access:people:` above the people. Undefined for a section that isn't wrapped.
 */
export function wrapperOf(
  name: string,
  content: Readonly<Record<string, unknown>>,
): Problem | undefined {
  const path = `access:${name}`;
  for (const [key, value] of Object.entries(content)) {
    const isConfig = key === "config" && isObject(value) && Object.keys(value).some(isSectionKey);
    if (!isConfig && !isSectionKey(key) && !(key === name && isWholeSection(name, value))) continue;
    return error(
      pathOf(path, key),
      `holds the key "${key}" above the entries of ${path}; remove that line, and indent what is below it less`,
    );
  }
  return undefined;
}

function isSectionKey(key: string): boolean {
  return sectionNames.some((name) => key === `access:${name}`);
}

/** Whether what stands below a section's own name are the section's entries, and not one entry that is called so. */
function isWholeSection(name: string, value: unknown): boolean {
  if (value === null) return true;
  if (!isObject(value)) return false;
  const entry = entryKeys(name);
  if (entry === undefined) return true;
  const keys = Object.keys(value);
  return keys.length > 0 && !keys.some((key) => entry.includes(key));
}

const shapes: Readonly<Record<string, object>> = {
  accounts: {},
  people: personSchema.shape,
  permissionSets: permissionSetSchema.shape,
  groups: groupSchema.shape,
};

/** Keys that an entry of the section takes; undefined where the section has settings instead of entries. */
function entryKeys(name: string): readonly string[] | undefined {
  const shape = shapes[name];
  return shape && Object.keys(shape);
}
