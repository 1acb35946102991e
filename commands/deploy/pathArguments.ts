import { resolve } from "node:path";

/** Options of `pulumi` whose values are paths; in the sandbox it runs in a folder of its own, and so they are made absolute. */
const PATHS =
  /^(--policy-pack|--policy-pack-config|--file|-f|--out|-o|--import-file|--plan|--save-plan|--properties)$/;

export function takesPath(option: string): boolean {
  return PATHS.test(option);
}

/**
 * Of several paths, separated by commas, each. `-` is standard input.
 *
 * @param folder that relative paths start from
 */
export function absolute(value: string, folder: string): string {
  return value
    .split(",")
    .map((one) => (one === "-" || one === "" ? one : resolve(folder, one)))
    .join(",");
}
