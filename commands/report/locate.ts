import { Places } from "../../model/files/places.ts";
import type { StackFile } from "../stack/stackFile.ts";

/**
 * Where a problem's path stands: `Pulumi.dev.yaml:97`. A path that leads nowhere, such as one to a
 * missing key, gives the place of its nearest parent that exists.
 */
export function locate(file: StackFile, path: string): string {
  const { source, inProject } = file;
  const isIn = (section: string) =>
    source.has(["config", section]) || inProject?.standing(section) === undefined;
  return new Places(source, isIn, (section) => inProject?.standing(section)).of(path) ?? file.name;
}
