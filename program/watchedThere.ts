import type { OtherStack } from "../model/delegation/otherStack.ts";
import type { IsWatched } from "../model/delegation/unwatched.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { deployedIn } from "./deployedState.ts";
import { readState } from "./readState.ts";

/**
 * Asks the other stack's state of whom its alarms tell by now. Where it can't be read with what this stack has, as with
 * another passphrase or backend, of nobody.
 *
 * @param above types of the components that everything is below, each with a `$`
 */
export async function watchedThere(
  other: OtherStack,
  configuration: Configuration,
  deployed: Deployed,
  existing: ExistingIds,
  above: string,
): Promise<IsWatched> {
  const { watched } = deployedIn(await readState(other.name).catch(() => ({})), above);
  const ids = new Set([...watched.groupIds, ...watched.permissionSetArns]);
  return (section, key) => {
    const found = existing[section].get(key);
    if (found !== undefined) return ids.has(found);
    const made = deployed[section].get(key);
    const entry = configuration[section][key];
    const name = entry && ("displayName" in entry ? entry.displayName : entry.name);
    // What is named differently is another from this update on, or was found by its name.
    return made !== undefined && made.name === name && ids.has(made.id);
  };
}
