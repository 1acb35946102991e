import { ownLogGroupProblems } from "../checks/ownLogGroup.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { AUDIT_TRAIL } from "../schema/auditTrail.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed, DeployedTrailPart } from "./deployed.ts";

/**
 * Parts of the audit trail that is wanted of which the state doesn't tell whether AWS has them so: an update ended before
 * the trail was seen to record, or while it got another name and this one was deleted.
 */
export function unseenTrailParts(
  { auditTrail: { seen, parts } }: Deployed,
  { auditTrail: { enabled, name = AUDIT_TRAIL } }: Configuration,
): DeployedTrailPart[] {
  if (!enabled || seen === name) return [];
  // One that is known to be stopped, as after an import or a refresh, this update starts.
  return parts.filter(({ trailName, isStopped }) => trailName === name && !isStopped);
}

/** Whether the audit trail that is wanted may not record, though the state says that it does. */
export function hasUnseenTrail(deployed: Deployed, configuration: Configuration): boolean {
  return unseenTrailParts(deployed, configuration).some(({ kind }) => kind === "trail");
}

/**
 * A trail with a name of its own that the state has in the place of the one without: a state from before each name had
 * resources of its own. Another name would replace it there, and the state doesn't tell what is left of a replacement.
 */
export function formerPlaceProblems(
  { auditTrail: { parts } }: Deployed,
  { auditTrail: { enabled, name = AUDIT_TRAIL } }: Configuration,
): Problem[] {
  const former = parts.find(
    ({ kind, urn, trailName }) =>
      kind === "trail" && urn.endsWith(`::${AUDIT_TRAIL}`) && trailName !== AUDIT_TRAIL,
  );
  if (!enabled || !former || former.trailName === name) return [];
  return [
    error(
      "access:auditTrail.name",
      `is another name than ${former.trailName}, and the state has that trail as an earlier version wrote it: write name: ${former.trailName}, run pulumi up once, and give it the other name then`,
    ),
  ];
}

/** Alarms that are to watch the log group of a trail that goes. */
export function formerLogGroupProblems(
  { auditTrail: { parts } }: Deployed,
  configuration: Configuration,
): Problem[] {
  const { auditTrail } = configuration;
  const isWanted = (trail: string) =>
    auditTrail.enabled && auditTrail.logGroup && trail === (auditTrail.name ?? AUDIT_TRAIL);
  const logged = parts.filter(({ kind }) => kind === "log group").map((one) => one.trailName);
  return ownLogGroupProblems(
    { alarms: configuration.alarms, auditTrail: { enabled: false } },
    logged.filter((trail) => !isWanted(trail)),
  );
}

/**
 * What to know about an audit trail that may not record.
 *
 * @param isLooking whether somebody looks at AWS before anything is made of this
 * @param commands what looks at AWS
 */
export function unseenTrailProblems(
  deployed: Deployed,
  configuration: Configuration,
  isLooking: boolean,
  commands: string,
): Problem[] {
  if (!hasUnseenTrail(deployed, configuration)) return [];
  const { name } = configuration.auditTrail;
  const others = deployed.auditTrail.parts
    .filter(({ kind, trailName }) => kind === "trail" && trailName !== (name ?? AUDIT_TRAIL))
    .map(({ trailName }) => trailName);
  if (others.length === 0 || isLooking) {
    const message = `an update ended before the trail was seen to record, and this one doesn't start it: ${commands}, which looks, and starts it`;
    return [warning("access:auditTrail", message)];
  }
  const path = name === undefined ? "access:auditTrail" : "access:auditTrail.name";
  return [
    error(
      path,
      `an update ended while the audit trail got another name, and the state doesn't tell whether ${name ?? AUDIT_TRAIL} records; this one would delete ${others.join(" and ")}: ${commands}, which looks, and starts it`,
    ),
  ];
}
