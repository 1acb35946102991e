import type { EmergencyAccounts } from "../model/access/emergencyAccounts.ts";
import type { Organization } from "../model/access/organization.ts";
import type { ParsedEmergency } from "../model/parseEmergency.ts";
import type { Problem } from "../model/problems/problem.ts";
import { besideMoves, emergencyMoves, refusedMoves } from "../model/transition/emergencyMoves.ts";
import { gainedEmergency } from "../model/transition/gainedEmergency.ts";
import { lostEmergency } from "../model/transition/lostEmergency.ts";
import type { StateResource } from "../program/readState.ts";
import { isSecret } from "../program/secrets.ts";
import { deployedWays } from "./deployedWays.ts";

/** What of the ways in an update takes away of what is deployed, who gets one, and what no single update can make of it. */
export function changedWays(
  { emergency, places, ...parsed }: ParsedEmergency,
  reach: ReadonlyMap<string, EmergencyAccounts>,
  organization: Organization,
  state: Readonly<Record<string, StateResource>>,
): Problem[] {
  if (!emergency) return [];
  const wanted = {
    ...{ ...parsed, emergency, reach, organization },
    isSecret: isSecret("access:emergency"),
  };
  const deployed = deployedWays(state);
  const moves = emergencyMoves(deployed, wanted);
  const lost = besideMoves(lostEmergency(deployed, wanted), moves);
  return places.on([...refusedMoves(moves), ...lost, ...gainedEmergency(deployed, wanted)]);
}
