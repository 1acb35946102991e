import type { Configuration } from "../../model/schema/configuration.ts";
import { regionForm } from "../../model/schema/identityCenter.ts";
import { UsageError } from "../cli/usageError.ts";
import { homeRegion, type StackFile } from "../stack/stackFile.ts";

/**
 * The Region in which Identity Center is asked for a stack.
 *
 * @param given by `--region`
 * @throws where there is none, with what to do
 */
export function liveRegion(
  given: string | undefined,
  file: StackFile,
  configuration: Configuration,
): string {
  if (given !== undefined && !regionForm.test(given)) {
    throw new UsageError(`--region is "${given}"; a Region such as eu-west-1 is wanted`);
  }
  const wanted = given ?? homeRegion(file, configuration);
  if (wanted !== undefined && regionForm.test(wanted)) return wanted;
  const what = wanted === undefined ? "says no Region" : `says "${wanted}", which is no Region`;
  throw new Error(`${file.name} ${what}: set access:identityCenter.region, or give --region`);
}
