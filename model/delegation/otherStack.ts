import { isObject } from "../../policies/isObject.ts";
import { type ReadFile, unreadable } from "../files/readFile.ts";
import { YamlSource } from "../files/yamlSource.ts";
import { type Checked, refused, sound } from "../problems/checked.ts";
import { pathOf } from "../problems/path.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { DelegatedAdministration } from "../schema/delegatedAdministration.ts";

/** Path of the key that names it. */
export const OTHER_STACK = pathOf("access:delegatedAdministration", "otherStack");

/** The other of the two stacks that share an Identity Center, as far as its file tells. */
export interface OtherStack {
  readonly name: string;
  readonly configuration: Configuration;
  /** File and line of an entry. */
  placeOf(section: string, key: string): string;
}

/**
 * Reads the other stack's file; `undefined` where none is named. What is wrong in it is told where that stack is
 * previewed, and what is encrypted there can't be compared.
 *
 * @param parse makes a configuration of what stands after `access:`
 */
export function readOtherStack(
  section: DelegatedAdministration | undefined,
  readFile: ReadFile,
  parse: (raw: Readonly<Record<string, unknown>>) => Configuration,
): Checked<OtherStack | undefined> {
  const name = section?.otherStack;
  if (name === undefined) return sound(undefined);
  const file = `Pulumi.${name}.yaml`;
  try {
    const source = new YamlSource(file, readFile(file));
    const config =
      isObject(source.value) && isObject(source.value.config) ? source.value.config : {};
    const raw = Object.fromEntries(
      Object.entries(config).flatMap(([key, value]) =>
        key.startsWith("access:") ? [[key.slice("access:".length), value]] : [],
      ),
    );
    return sound({
      name,
      configuration: parse(raw),
      placeOf: (section, key) => source.placeOf(["config", section, key], 2),
    });
  } catch (cause) {
    return refused(unreadable(OTHER_STACK, file, cause));
  }
}
