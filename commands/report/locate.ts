import { Places } from "../../model/files/places.ts";
import type { StackFile } from "../stack/stackFile.ts";

/**
 * Where a problem's path stands: `Pulumi.dev.yaml:97`. A path that leads nowhere, such as one to a
 * missing key, gives the place of its nearest parent that exists.
 */
export function locate(file: StackFile, path: string): string {
  return new Places(file.source).of(path) ?? file.name;
}
