import type { MadeSection } from "../../../model/transition/deployed.ts";
import type { StateFacts } from "../state/stateFacts.ts";
import type { Parts, Thing } from "./thing.ts";

/**
 * What the state says of an entry of a section.
 *
 * @param keys its key, and those that it had
 * @param id that AWS has given it, if it is there
 */
export function entryOf(
  state: StateFacts | undefined,
  section: MadeSection,
  keys: readonly string[],
  id: string | undefined,
  partsOf: (outputs: Readonly<Record<string, unknown>>, key: string) => Parts,
): Pick<Thing, "state"> {
  const entries = keys.flatMap((key) => state?.deployed[section].get(key) ?? []);
  const entry = entries.find((one) => one.id === id) ?? entries[0];
  if (!state || !entry) return {};
  const parts = partsOf(state.outputsOf(entry.urn), entry.key);
  return { state: { parts, isStale: id !== undefined && entry.id !== id } };
}
