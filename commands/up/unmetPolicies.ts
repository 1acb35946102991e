import { firstFew } from "../../model/problems/seen.ts";
import type { EngineEvent } from "../deploy/engine.ts";
import { counted } from "../report/resourceName.ts";

/** So many are told; pulumi says all of them. */
const MOST = 3;

/** Which mandatory policies stop an update, in a line. `undefined` where none does. */
export function unmetPolicies(events: readonly EngineEvent[]): string | undefined {
  const unmet = new Set(
    events.flatMap(({ policyEvent }) => {
      if (policyEvent?.enforcementLevel !== "mandatory") return [];
      const name = policyEvent.resourceUrn?.split("::").slice(3).join("::");
      return [name ? `${policyEvent.policyName} on ${name}` : policyEvent.policyName];
    }),
  );
  if (unmet.size === 0) return undefined;
  const which = firstFew([...unmet], MOST);
  const [what, verb] = unmet.size === 1 ? ["is", "it"] : ["are", "them"];
  return `${counted(unmet.size, "finding")} of mandatory policies ${what} in the way (${which}); pulumi says above how to mend ${verb}`;
}
